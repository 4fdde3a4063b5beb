import * as tf from "@tensorflow/tfjs";
import {
  BackendError,
  choose,
  describeAdapter,
  findAdapter,
  useBestBackend,
} from "@course/engine";
import {
  assert,
  assertEquals,
  assertRejects,
  assertStringIncludes,
} from "../assert.ts";
import { program } from "./program.ts";

Deno.test("describeAdapter() knows software adapters by name or by flag", () => {
  const software = [
    { description: "llvmpipe (LLVM 15.0.6, 256 bits)" },
    { description: "SwiftShader Device (Subzero)" },
    { description: "Microsoft Basic Render Driver" },
    { description: "Something new", isFallbackAdapter: true },
  ];
  for (const info of software) {
    assertEquals(describeAdapter(info).software, true, info.description);
  }
  assertEquals(describeAdapter({ description: "NVIDIA H200" }), {
    name: "NVIDIA H200",
    software: false,
  });
});

Deno.test("describeAdapter() names an adapter from what a browser tells", () => {
  const info = { vendor: "apple", architecture: "metal-3", description: "" };
  assertEquals(describeAdapter(info).name, "apple metal-3");
  assertEquals(describeAdapter({}).name, "unnamed GPU");
});

Deno.test("choose() takes WebGPU only for a hardware adapter", () => {
  assertEquals(choose({ name: "H200", software: false }), {
    name: "webgpu",
    why: "hardware-adapter",
  });
  assertEquals(choose({ name: "llvmpipe", software: true }), {
    name: "wasm",
    why: "software-adapter-only",
  });
  assertEquals(choose(null), { name: "wasm", why: "no-adapter" });
});

Deno.test("useBestBackend() uses what choose() says for this machine", async () => {
  const expected = choose(await findAdapter());
  const backend = await useBestBackend();
  assertEquals({ name: backend.name, why: backend.why }, expected);
  assertEquals(tf.getBackend(), expected.name);
});

Deno.test("useBestBackend() uses a forced backend", async () => {
  for (const force of ["cpu", "wasm"] as const) {
    const backend = await useBestBackend({ force });
    assertEquals([backend.name, backend.why], [force, "forced"]);
    assertEquals(tf.getBackend(), force);
  }
});

Deno.test("useBestBackend() refuses a backend that is none", async () => {
  await assertRejects(
    () => useBestBackend({ force: "gpu" }),
    RangeError,
    'A backend is one of webgpu, wasm or cpu, not "gpu"',
  );
});

Deno.test("useBestBackend() fails aloud when wasm cannot start", async () => {
  const { success, stdout, stderr } = await program(`
    import { useBestBackend } from "@course/engine";
    try {
      await useBestBackend({ force: "wasm", wasmFiles: "file:///nowhere/" });
    } catch (error) {
      console.log(error.name + ": " + error.message);
    }
  `);
  assert(success, stderr);
  assertStringIncludes(
    stdout,
    'BackendError: The backend "wasm" did not start',
  );
});

Deno.test("useBestBackend() starts cpu without tfjs's advice", async () => {
  const { success, stdout, stderr } = await program(`
    import * as tf from "@tensorflow/tfjs";
    import { useBestBackend } from "@course/engine";
    await useBestBackend({ force: "cpu" });
    console.log(tf.tensor1d([1, 2]).sum().dataSync()[0]);
  `);
  assert(success, stderr);
  assertEquals({ stdout, stderr }, { stdout: "3\n", stderr: "" });
});

Deno.test("useBestBackend() refuses WebGPU where no adapter is found", async () => {
  const gpu = Object.getOwnPropertyDescriptor(navigator, "gpu");
  Object.defineProperty(navigator, "gpu", {
    configurable: true,
    value: { requestAdapter: () => Promise.resolve(null) },
  });
  try {
    await assertRejects(
      () => useBestBackend({ force: "webgpu" }),
      BackendError,
      "WebGPU finds no adapter",
    );
    assertEquals((await useBestBackend()).why, "no-adapter");
  } finally {
    if (gpu) Object.defineProperty(navigator, "gpu", gpu);
    // deno-lint-ignore no-explicit-any -- an own property that was not there
    else delete (navigator as any).gpu;
  }
});
