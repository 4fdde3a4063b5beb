/**
 * Asks for the WebGPU adapter in a process of its own.
 *
 * A graphics driver may print warnings that are no help to a reader, or crash;
 * in a child process neither reaches the table of the machine.
 *
 * @module
 */
import { type Adapter, findAdapter } from "../engine/adapter.ts";

/**
 * Finds the adapter that WebGPU would use.
 *
 * @returns The adapter, or null where there is none or its driver crashed.
 */
export async function probeAdapter(): Promise<Adapter | null> {
  const { success, stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", import.meta.url],
    stderr: "null",
  }).output();
  return success ? JSON.parse(new TextDecoder().decode(stdout)) : null;
}

if (import.meta.main) console.log(JSON.stringify(await findAdapter()));
