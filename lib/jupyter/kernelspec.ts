/**
 * The kernelspec: how Jupyter learns of our kernel.
 *
 * The spec is named "deno", like the one that `deno jupyter --install` makes,
 * and the notebooks ask for "deno". So each reader of a notebook finds the best
 * that it has, without a question: under `deno task lab` our folder is searched
 * first (JUPYTER_PATH goes before all others) and our spec stands in for the
 * stock one; in VS Code, or in a Jupyter of their own, readers get the stock
 * kernel of Deno if they have installed that.
 *
 * @module
 */
import { join } from "node:path";
import { root } from "./library.ts";

/** The name by which notebooks ask for the kernel. */
export const KERNEL_NAME = "deno";

/**
 * Writes the kernelspec.
 *
 * @param folder A Jupyter data folder; `kernels/deno` is made in it.
 */
export async function writeKernelspec(folder: string) {
  const spec = {
    argv: [
      Deno.execPath(),
      "run",
      "--quiet",
      "--allow-all",
      `--config=${join(root, "deno.json")}`,
      join(import.meta.dirname!, "proxy.ts"),
      "{connection_file}",
    ],
    display_name: "Deno (Talent & Transformers)",
    language: "typescript",
    interrupt_mode: "message",
    metadata: { debugger: false },
  };
  const home = join(folder, "kernels", KERNEL_NAME);
  await Deno.mkdir(home, { recursive: true });
  const file = join(home, "kernel.json");
  const draft = `${file}.${Deno.pid}`;
  await Deno.writeTextFile(draft, JSON.stringify(spec, null, 2) + "\n");
  await Deno.rename(draft, file);
}
