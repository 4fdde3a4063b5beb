import * as tf from "@tensorflow/tfjs";
import { useBestBackend } from "@course/engine";
import { MemoryError } from "../../../lib/engine/wasm/context.ts";
import { ThreadError } from "../../../lib/engine/wasm/pool.ts";
import {
  assert,
  assertEquals,
  assertRejects,
  assertThrows,
} from "../../assert.ts";
import { program, START, USE } from "../program.ts";

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

Deno.test("kernels that cannot start leave the old ones as they were", async () => {
  const { wasm } = await useBestBackend({ force: "wasm", threads: 2 });
  const product = `data:text/javascript,
    import { isMainThread } from "node:worker_threads";
    export const openProduct = () => {
      if (!isMainThread) throw new Error("no product");
    };`;
  await assertRejects(
    () => useBestBackend({ force: "wasm", threads: 3, product }),
    ThreadError,
    "A thread did not start",
  );
  const ones = tf.ones([200, 200]);
  const result = tf.matMul(ones, ones);
  assertEquals(new Set(result.dataSync()), new Set([200]));
  tf.dispose([ones, result]);
  const again = await useBestBackend({ force: "wasm", threads: 2 });
  assert(again.wasm === wasm, "they were started anew");
});

Deno.test("kernels say when the memory is full", async () => {
  await useBestBackend({ force: "wasm" });
  const ones = tf.ones([3, 3]);
  const { wasm } = tf.backend() as unknown as { wasm: Record<string, unknown> };
  const malloc = wasm._malloc;
  wasm._malloc = () => 0;
  try {
    assertThrows(
      () => tf.matMul(ones, ones),
      MemoryError,
      "The backend's memory is full: 36 bytes more do not fit.",
    );
  } finally {
    wasm._malloc = malloc;
    ones.dispose();
  }
});

Deno.test("two starts at a time come one after the other", async () => {
  const { success, stdout } = await program(`${START}
    const { Worker } = globalThis;
    const starts = await Promise.all([2, 3].map((threads) =>
      useBestBackend({ force: "wasm", threads })
    ));
    console.log(...starts.map(({ wasm }) => wasm.threads));
    console.log(Worker === globalThis.Worker);
  `);
  assertEquals([success, stdout], [true, "2 3\ntrue\n"]);
});

/** Where threads cannot share memory, as in a page that is not isolated. */
const UNSHARED = `
  globalThis.crossOriginIsolated = false;
  delete globalThis.SharedArrayBuffer;
`;

Deno.test("without shared memory there is one thread, and the same result", async () => {
  const { success, stdout, stderr } = await program(`${START}${UNSHARED}
    ${USE}
    console.log(tf.backend().wasm.HEAPU8.buffer.constructor.name);
  `);
  assertEquals([success, stdout, stderr], [
    true,
    "1 27000000\nArrayBuffer\n",
    "",
  ]);
});

Deno.test("without shared memory kernels start anew after it grew", async () => {
  const { stdout, stderr } = await program(`${START}${UNSHARED}
    await useBestBackend({ force: "wasm" });
    const ones = tf.ones([3000, 3000]); // 36 MB; it begins with 16
    await useBestBackend({ force: "wasm", strict: true });
    console.log(tf.matMul(ones, tf.ones([3000, 1])).sum().dataSync()[0]);
  `);
  assertEquals([stdout, stderr], ["9000000\n", ""]);
});

Deno.test("a backend that tfjs started itself has one thread", async () => {
  const { stdout, stderr } = await program(`${START}
    import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
    setWasmPaths(
      new URL(".", import.meta.resolve("@tensorflow/tfjs-backend-wasm")).href,
    );
    await tf.setBackend("wasm");
    ${USE}
  `);
  assertEquals([stdout, stderr], ["1 27000000\n", ""]);
});

Deno.test("a backend that was reset gets new kernels", async () => {
  const { stdout, stderr } = await program(`${START}
    await useBestBackend({ force: "wasm", threads: 4 });
    tf.engine().reset();
    ${USE}
  `);
  assertEquals([stdout, stderr], ["4 27000000\n", ""]);
});

Deno.test("kernels compute beyond 2 GiB, and start anew there", async () => {
  const { stdout, stderr } = await program(`${START}
    await useBestBackend({ force: "wasm" });
    tf.backend().wasm._malloc(2.2e9);
    ${USE}
  `);
  assertEquals([stdout, stderr], ["4 27000000\n", ""]);
});
