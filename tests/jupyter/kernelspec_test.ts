import { assert, assertEquals } from "../assert.ts";
import { writeKernelspec } from "../../lib/jupyter/kernelspec.ts";

Deno.test("writeKernelspec() makes a spec that Jupyter can start", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await writeKernelspec(folder);
    await writeKernelspec(folder); // a second start replaces it
    const home = `${folder}/kernels/deno`;
    const files = await Array.fromAsync(Deno.readDir(home));
    assertEquals(files.map(({ name }) => name), ["kernel.json"]);
    const spec = JSON.parse(await Deno.readTextFile(`${home}/kernel.json`));
    assertEquals(spec.display_name, "Deno (Talent & Transformers)");
    assertEquals(spec.interrupt_mode, "message");
    assertEquals(spec.argv[0], Deno.execPath());
    assertEquals(spec.argv.at(-1), "{connection_file}");
    assert((await Deno.stat(spec.argv.at(-2))).isFile);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
