/**
 * How a kernel of ours gets onto the GPU: tfjs records it, we bring the
 * pipeline.
 *
 * tfjs's webgpu backend does not run a program when it is told to. It appends a
 * dispatch to an open compute pass, and submits the pass once enough of them
 * have gathered or somebody wants to read. Until then every buffer the dispatch
 * touches must stay what it is. tfjs sees to that: a tensor that is disposed of
 * while its buffer waits in a pass is kept until the submit, and only then may
 * another tensor get its buffer; uniform buffers likewise. A kernel that
 * recorded a pass of its own would have to keep the same books, and in the same
 * order as tfjs's. So we don't: every dispatch goes through tfjs's own
 * `recordAndSubmit`, which also counts it and times it for `tf.profile`.
 *
 * What we cannot use is the step before, `runWebGPUProgram`. It writes the head
 * of each shader itself, with one output that may be written and inputs that
 * may only be read. An LSTM has three outputs, Adam changes three buffers in
 * place. But a pipeline with `layout: "auto"` learns from the shader how each
 * buffer is used, and `recordAndSubmit` binds, in order and unasked, one
 * output, any number of inputs, and a uniform buffer. So a shader of ours
 * declares as many of the "inputs" writable as it likes:
 *
 *     binding 0 … w − 1      the tensors it writes (the first is tfjs's output)
 *     binding w … w + r − 1  the tensors it reads
 *     the last               its numbers, a uniform buffer
 *
 * Two things remain to be done by hand. Tensors may still lie on the CPU, for
 * tfjs computes small ones there, so each is uploaded first. And tfjs keeps the
 * values it once read from a tensor; one that is written must lose them, or the
 * next read would answer what was there before.
 *
 * A pipeline is kept for each device under the whole text of its shader. Sizes
 * that decide how much memory a shader needs are constants in that text; those
 * that change from batch to batch are uniforms, so that they compile nothing.
 *
 * @module
 */
import type { DataType, TensorInfo, TypedArray } from "@tensorflow/tfjs-core";
import { common } from "./common.ts";

/** The part of tfjs's webgpu backend that the kernels use. */
export interface Gpu {
  device: GPUDevice;
  tensorMap: { get(id: object): { values: unknown } };
  makeTensorInfo(
    shape: number[],
    dtype: DataType,
    values?: TypedArray,
  ): TensorInfo;
  uploadToGPU(id: object): void;
  disposeData(id: object): boolean;
  recordAndSubmit(
    program: object,
    output: TensorInfo,
    inputs: TensorInfo[],
    uniforms: { type: string; data: number[] }[],
  ): void;
}

/** One dispatch: a shader, what it is compiled for, and what it works on. */
export interface Program {
  /** Its name, for errors and profiles. */
  name: string;
  /** Constants of the shader: whole numbers become u32. */
  constants?: Record<string, number | boolean>;
  /** Tensors that it fills or changes, by their name in the shader. */
  writes: Record<string, TensorInfo>;
  /** Tensors that it only reads; one that is undefined is left out. */
  reads?: Record<string, TensorInfo | undefined>;
  /** Names of tensors that the shader takes four numbers at a time. */
  quads?: string[];
  /** Whole numbers, `given.name` in the shader. */
  sizes?: Record<string, number>;
  /** Real numbers, `given.name` in the shader. */
  numbers?: Record<string, number>;
  /** Invocations in a workgroup, `THREADS` in the shader. */
  threads: number;
  /** How many workgroups. */
  workgroups: number;
  /**
   * WGSL with a function `run(group: u32, lane: u32)`: the job of invocation
   * `lane` of workgroup `group`. It must use every tensor that is bound.
   */
  code: string;
}

/** Invocations a workgroup may have on every device. */
export const MOST_THREADS = 256;

const pipelines = new WeakMap<GPUDevice, Map<string, GPUComputePipeline>>();

/**
 * Appends a program to the work that waits for the GPU. Where all it writes is
 * empty, there is no work.
 *
 * @param gpu tfjs's webgpu backend.
 * @param program What to run on what.
 */
export function record(gpu: Gpu, program: Program): void {
  const { writes, sizes, numbers, workgroups } = program;
  const written = Object.values(writes);
  const read = Object.values(program.reads ?? {}).filter((t) =>
    t !== undefined
  );
  if (written.every(({ shape }) => shape.includes(0))) {
    written.forEach(({ dataId }) =>
      gpu.tensorMap.get(dataId).values = new Float32Array(0)
    );
    return;
  }
  if (read.some(({ shape }) => shape.includes(0))) {
    throw new RangeError(`${program.name} on webgpu cannot read empty tensors`);
  }
  for (const { dataId } of [...written, ...read]) gpu.uploadToGPU(dataId);
  for (const { dataId } of written) gpu.tensorMap.get(dataId).values = null;

  // Dispatches have a limit in each direction, so many workgroups make rows.
  const limit = gpu.device.limits.maxComputeWorkgroupsPerDimension;
  const rows = Math.ceil(workgroups / limit);
  const [output, ...rest] = written;
  gpu.recordAndSubmit(
    {
      pipeline: pipeline(gpu.device, program),
      dispatch: [Math.ceil(workgroups / rows), rows, 1],
      // Any number here keeps tfjs from listing every tensor's shape in the
      // uniforms. It still puts the output's strides first: one word for a
      // scalar, which is what we say the output is.
      pixelsOpType: 0,
      constructor: { name: program.name }, // what profiles show
    },
    { ...output, shape: [] },
    [...rest, ...read],
    [
      { type: "uint32", data: [workgroups] },
      ...Object.values(sizes ?? {}).map((n) => ({ type: "uint32", data: [n] })),
      ...Object.values(numbers ?? {}).map((n) => ({
        type: "float32",
        data: [n],
      })),
    ],
  );
}

function pipeline(device: GPUDevice, program: Program): GPUComputePipeline {
  const code = shader(program);
  const known = pipelines.get(device) ?? new Map();
  pipelines.set(device, known);
  let made = known.get(code);
  if (!made) {
    made = device.createComputePipeline({
      label: program.name,
      layout: "auto",
      compute: {
        module: device.createShaderModule({ label: program.name, code }),
        entryPoint: "main",
      },
    });
    known.set(code, made);
  }
  return made;
}

/**
 * @param program A program.
 * @returns All of its WGSL: what is declared for it, and its own code.
 */
export function shader(
  { constants = {}, writes, reads = {}, quads, sizes, numbers, threads, code }:
    Program,
): string {
  const tensors = [
    ...Object.entries(writes).map(([name, t]) => ["read_write", name, t]),
    ...Object.entries(reads).map(([name, t]) => ["read", name, t]),
  ].filter(([, , tensor]) => tensor) as [string, string, TensorInfo][];
  return `
${
    Object.entries({ ...constants, THREADS: threads }).map(([name, value]) =>
      `const ${name} = ${typeof value === "number" ? `${value}u` : value};`
    ).join("\n")
  }
${
    tensors.map(([access, name, { dtype }], i) => {
      const one = dtype === "float32" ? "f32" : "i32";
      const type = quads?.includes(name) ? `vec4<${one}>` : one;
      return `@group(0) @binding(${i}) var<storage, ${access}> ${name}: array<${type}>;`;
    }).join("\n")
  }
struct Given {
  stride: u32, // tfjs's; see above
  workgroups: u32,
  ${Object.keys(sizes ?? {}).map((name) => `${name}: u32,`).join(" ")}
  ${Object.keys(numbers ?? {}).map((name) => `${name}: f32,`).join(" ")}
}
@group(0) @binding(${tensors.length}) var<uniform> given: Given;
${common}
${code}
@compute @workgroup_size(THREADS)
fn main(
  @builtin(workgroup_id) at: vec3u,
  @builtin(num_workgroups) count: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let group = at.y * count.x + at.x;
  if (group < given.workgroups) { run(group, lane); }
}
`;
}
