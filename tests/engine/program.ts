import { ROOT } from "../../lib/press/files.ts";

/** Runs a program with its own engine; it must end by itself. */
export async function program(source: string) {
  const output = await new Deno.Command(Deno.execPath(), {
    args: ["eval", source],
    cwd: ROOT,
    signal: AbortSignal.timeout(30_000),
  }).output();
  const text = new TextDecoder();
  return {
    success: output.success,
    stdout: text.decode(output.stdout),
    stderr: text.decode(output.stderr),
  };
}

/** Its imports. */
export const START = `
  import * as tf from "@tensorflow/tfjs";
  import { useBestBackend } from "@course/engine";
`;
/** Multiplies on four threads, and prints how many there are and a sum. */
export const USE = `
  const { wasm } = await useBestBackend({ force: "wasm", threads: 4 });
  const ones = tf.ones([300, 300]);
  console.log(wasm.threads, tf.matMul(ones, ones).sum().dataSync()[0]);
`;
