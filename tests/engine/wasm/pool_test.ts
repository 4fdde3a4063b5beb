import * as tf from "@tensorflow/tfjs";
import { useBestBackend } from "@course/engine";
import {
  assertEquals,
  assertRejects,
  assertStringIncludes,
} from "../../assert.ts";
import { program, START, USE } from "../program.ts";

Deno.test("useBestBackend() takes as many threads as it is told", async () => {
  for (const threads of [1, 3, 2]) {
    const { wasm } = await useBestBackend({ force: "wasm", threads });
    assertEquals(wasm?.threads, threads);
    const ones = tf.ones([200, 200]);
    const product = tf.matMul(ones, ones);
    assertEquals(new Set(product.dataSync()), new Set([200]));
    tf.dispose([ones, product]);
  }
});

Deno.test("useBestBackend() takes one thread a core, up to eight", async () => {
  const { wasm } = await useBestBackend({ force: "wasm" });
  assertEquals(wasm?.threads, Math.min(navigator.hardwareConcurrency, 8));
});

Deno.test("useBestBackend() refuses a number of threads that is none", async () => {
  for (const threads of [0, -1, 1.5, NaN]) {
    await assertRejects(
      () => useBestBackend({ force: "wasm", threads }),
      RangeError,
      `The number of threads is a whole number from 1, not ${threads}`,
    );
  }
});

Deno.test("threads end with the program", async () => {
  const { success, stdout } = await program(START + USE);
  assertEquals([success, stdout], [true, "4 27000000\n"]);
});

Deno.test("threads end with a program that fails", async () => {
  const { success, stderr } = await program(
    `${START}${USE} throw new Error("on purpose");`,
  );
  assertEquals(success, false);
  assertStringIncludes(stderr, "on purpose");
});

Deno.test("a wake-up that comes late does not run a job twice", async () => {
  const { success, stdout } = await program(`${START}${USE}
    const notify = Atomics.notify;
    Atomics.notify = (...where) => {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
      return notify(...where);
    };
    for (let i = 0; i < 20; i++) tf.matMul(ones, ones).dispose();
    console.log("done");
  `);
  assertEquals([success, stdout], [true, "4 27000000\ndone\n"]);
});

Deno.test("a job that is cut off leaves the next one right", async () => {
  // Its first call takes a second in a worker, and for ever in the caller.
  const product = `
    import { isMainThread } from "node:worker_threads";
    let calls = 0;
    export const openProduct = (memory) => (M, N, K, ...[,,,,,, c, crs]) => {
      const end = Date.now() + (calls++ ? 0 : isMainThread ? 1e9 : 1000);
      while (Date.now() < end);
      for (let i = 0; i < M; i++) {
        new Float32Array(memory.buffer, c + i * crs, N).fill(K);
      }
    };`;
  const { stdout, stderr } = await program(`${START}
    import vm from "node:vm";
    const product = "data:text/javascript," +
      ${JSON.stringify(encodeURIComponent(product))};
    await useBestBackend({ force: "wasm", threads: 3, product });
    const ones = tf.ones([300, 300]);
    globalThis.multiply = () =>
      new Set(tf.matMul(ones, ones).dataSync()).values().toArray().join();
    try {
      vm.runInThisContext("multiply()", { timeout: 200 });
    } catch (error) {
      console.log(error.message);
    }
    for (let i = 0; i < 3; i++) console.log(multiply());
  `);
  assertEquals([stdout, stderr], [
    "Script execution timed out after 200ms\n300\n300\n300\n",
    "",
  ]);
});

Deno.test("the strict build gives the numbers of mul and add", async () => {
  const { stdout } = await program(`${START}
    for (const strict of [true, false]) {
      const { wasm } = await useBestBackend({ force: "wasm", strict });
      const a = tf.tensor2d([-1 - 2 ** -11, 1 + 2 ** -12], [1, 2]);
      const b = tf.tensor2d([1, 1 + 2 ** -12], [2, 1]);
      console.log(wasm.relaxed, tf.matMul(a, b).dataSync()[0]);
    }
  `);
  // (1 + ε)² rounds to 1 + 2ε, unless it is kept exact until the sum.
  const lines = stdout.trim().split("\n");
  assertEquals(lines[0], "false 0");
  if (lines[1].startsWith("true")) assertEquals(lines[1], `true ${2 ** -24}`);
});
