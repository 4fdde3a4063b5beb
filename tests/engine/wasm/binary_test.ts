import { compileKernels } from "../../../lib/press/kernels.ts";
import { fileOf, VARIANTS } from "../../../lib/engine/wasm/variant.ts";
import { ROOT } from "../../../lib/press/files.ts";
import { assert, assertEquals } from "../../assert.ts";

for (const variant of VARIANTS) {
  Deno.test(`binary/${fileOf(variant)} is what the source builds`, async () => {
    const stored = await Deno.readFile(
      new URL(`lib/engine/wasm/binary/${fileOf(variant)}`, ROOT),
    );
    const built = await compileKernels(variant);
    assert(
      built.length === stored.length && built.every((b, i) => b === stored[i]),
      "The stored module differs from the source. Run: deno task kernels",
    );
  });

  Deno.test(`binary/${fileOf(variant)} puts no data into tfjs's memory`, async () => {
    const bytes = await Deno.readFile(
      new URL(`lib/engine/wasm/binary/${fileOf(variant)}`, ROOT),
    );
    const { sections, imports } = await describe(bytes);
    assertEquals(sections.includes(DATA), false);
    // All it takes from outside is the memory and a native product.
    assertEquals(imports, ["env.memory", "native.product"]);
  });
}

/** The number of a module's data section (WebAssembly specification 5.5.14). */
const DATA = 11;

/** The numbers of a module's sections, and its imports. */
async function describe(bytes: Uint8Array<ArrayBuffer>) {
  const module = await WebAssembly.compile(bytes);
  const imports = WebAssembly.Module.imports(module)
    .map(({ module, name }) => `${module}.${name}`).sort();
  const sections: number[] = [];
  for (let at = 8; at < bytes.length;) {
    sections.push(bytes[at++]);
    let size = 0, shift = 0, byte;
    do {
      byte = bytes[at++];
      size |= (byte & 127) << shift;
      shift += 7;
    } while (byte & 128);
    at += size;
  }
  return { sections, imports };
}
