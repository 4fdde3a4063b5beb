/** Small notebooks and questions about processes, for the tests. */
import { assert } from "../assert.ts";
import type {
  CodeCell,
  Notebook,
  Output,
  TextCell,
} from "../../lib/jupyter/notebook.ts";

/** A cell of prose. */
export function prose(id: string, source = "Prose."): TextCell {
  return { cell_type: "markdown", id, metadata: {}, source };
}

/** A code cell, with outputs if it has run. */
export function code(
  id: string,
  source: string,
  outputs: Output[] = [],
  metadata: CodeCell["metadata"] = {},
): CodeCell {
  const execution_count = outputs.length > 0 ? 1 : null;
  return { cell_type: "code", id, metadata, source, execution_count, outputs };
}

/** A notebook of these cells. */
export function notebook(...cells: Notebook["cells"]): Notebook {
  return {
    cells,
    metadata: {
      kernelspec: {
        name: "deno",
        display_name: "Deno",
        language: "typescript",
      },
      // Without it, `deno fmt` does not know what the code cells hold.
      language_info: { name: "typescript", file_extension: ".ts" },
    },
    nbformat: 4,
    nbformat_minor: 5,
  };
}

/** "stdout:text", "display:text/plain", "result:text/plain", "error:name". */
export function brief(outputs: Output[]): string[] {
  return outputs.map((output) => {
    switch (output.output_type) {
      case "stream":
        return `${output.name}:${output.text}`;
      case "display_data":
        return `display:${output.data["text/plain"]}`;
      case "execute_result":
        return `result:${output.data["text/plain"]}`;
      case "error":
        return `error:${output.ename}: ${output.evalue}`;
    }
  });
}

/** Whether a process runs; one that only waits to be buried does not. */
export async function runs(pid: number): Promise<boolean> {
  if (Deno.build.os === "linux") { // where a bare machine may lack ps
    try {
      const stat = await Deno.readTextFile(`/proc/${pid}/stat`);
      // The state stands behind the name, which is in brackets.
      return !stat.slice(stat.lastIndexOf(")")).startsWith(") Z");
    } catch {
      return false; // gone, perhaps between opening and reading
    }
  }
  const { stdout } = await new Deno.Command("ps", {
    args: ["-o", "stat=", "-p", String(pid)],
  }).output();
  return /^[^Z]/.test(new TextDecoder().decode(stdout).trim());
}

/** Waits for a while. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Waits for something to come true. */
export async function until(
  condition: () => boolean | Promise<boolean>,
  seconds = 10,
) {
  const end = performance.now() + seconds * 1000;
  while (!await condition()) {
    assert(performance.now() < end, `not within ${seconds} s: ${condition}`);
    await pause(50);
  }
}
