/**
 * Tests that need a GPU, or a program that plays one (Debian's
 * `mesa-vulkan-drivers`). Without either they are skipped, and say so.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import type { WebGPUBackend } from "@tensorflow/tfjs-backend-webgpu";
import { findAdapter, useBestBackend } from "@course/engine";
import { assertEquals } from "../../assert.ts";

const adapter = await findAdapter();

/**
 * A test on webgpu. It also fails when WebGPU reports an error, which otherwise
 * shows as wrong numbers at most: a shader that doesn't compile is skipped.
 *
 * @param name The test's name.
 * @param test What it does; the backend is in use when it starts.
 */
export function gpuTest(name: string, test: () => void | Promise<void>): void {
  Deno.test({
    name: adapter ? name : `${name} (skipped: WebGPU finds no adapter here)`,
    ignore: !adapter,
    async fn() {
      await useBestBackend({ force: "webgpu" });
      const { device } = tf.backend() as WebGPUBackend;
      const errors = new Set<string>();
      const note = (event: GPUUncapturedErrorEvent) => {
        errors.add(event.error.message);
        event.preventDefault();
      };
      device.addEventListener("uncapturederror", note);
      try {
        await test();
        await device.queue.onSubmittedWorkDone();
      } finally {
        device.removeEventListener("uncapturederror", note);
        assertEquals([...errors], [], "errors of WebGPU");
      }
    },
  });
}
