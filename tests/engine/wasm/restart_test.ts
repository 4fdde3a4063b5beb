import * as tf from "@tensorflow/tfjs";
import { useBestBackend } from "@course/engine";
import { assertEquals } from "../../assert.ts";

Deno.test("kernels that start anew give back the memory they kept", async () => {
  const heap = () =>
    (tf.backend() as unknown as { wasm: { HEAPU8: Uint8Array } }).wasm.HEAPU8
      .length;
  const sizes: number[] = [];
  for (let start = 0; start < 60; start++) {
    await useBestBackend({ force: "wasm", threads: 1 + start % 2 });
    const ones = tf.ones([64, 64]);
    tf.dispose([tf.matMul(ones, ones), ones]);
    sizes.push(heap());
  }
  assertEquals(sizes.at(-1), sizes[5]);
});
