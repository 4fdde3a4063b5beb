import {
  type _FusedMatMulAttrs,
  type BatchMatMulAttrs,
  broadcast_util,
  getKernel,
  type KernelConfig,
  type TensorInfo,
} from "@tensorflow/tfjs-core";
import { type Context, sizeOf } from "../context.ts";

/** Below this many multiply-adds a second thread costs more than it does. */
const LEAST = 100_000;

interface Product {
  a: TensorInfo;
  b: TensorInfo;
  bias?: TensorInfo;
  transposeA: boolean;
  transposeB: boolean;
}

/** The matrix product of tfjs tensors, batches and broadcasting included. */
function multiply(
  context: Context,
  { a, b, bias, transposeA, transposeB }: Product,
): TensorInfo {
  for (const { dtype } of [a, b]) {
    if (dtype !== "float32") {
      throw new TypeError(
        `The matrix product takes float32 tensors, not ${dtype}; cast first`,
      );
    }
  }
  const [rowsA, columnsA] = a.shape.slice(-2);
  const [rowsB, columnsB] = b.shape.slice(-2);
  const [M, K] = transposeA ? [columnsA, rowsA] : [rowsA, columnsA];
  const [inner, N] = transposeB ? [columnsB, rowsB] : [rowsB, columnsB];
  if (K !== inner) {
    throw new RangeError(
      `The inner sizes of a product must be equal: [${a.shape}]` +
        `${transposeA ? "ᵀ" : ""} times [${b.shape}]${transposeB ? "ᵀ" : ""}`,
    );
  }
  const outer = broadcast_util.assertAndGetBroadcastShape(
    a.shape.slice(0, -2),
    b.shape.slice(0, -2),
  );
  const out = context.output([...outer, M, N]);
  const [batchA, batchB] = [a, b].map(({ shape }) =>
    sizeOf(shape.slice(0, -2))
  );
  const stridesA = transposeA ? [4, 4 * M] : [4 * K, 4];
  const stridesB = transposeB ? [4, 4 * K] : [4 * N, 4];
  // The longer side is cut: what every thread packs for itself is the other.
  const byRows = M >= N;
  const least = Math.max(8, Math.ceil(LEAST / (K * Math.min(M, N) + 1)));
  const parts = byRows ? context.cut(M, 4, least) : context.cut(N, 8, least);
  const bytes = context.kernels.PRODUCT_SCRATCH.value;
  const scratch = parts.map((_, part) => context.scratch(part, bytes));
  const atA = context.address(a), atB = context.address(b);
  const atBias = bias ? context.address(bias) : 0;
  for (let i = 0; i < sizeOf(outer); i++) {
    const fromA = atA + 4 * M * K * (i % batchA);
    const fromB = atB + 4 * K * N * (i % batchB);
    const to = out.at + 4 * M * N * i;
    context.pool.run(
      "product",
      parts.map(([from, end], part) => {
        const rows = byRows ? from : 0, columns = byRows ? 0 : from;
        return [
          ...[byRows ? end - from : M, byRows ? N : end - from, K],
          ...[fromA + rows * stridesA[0], ...stridesA],
          ...[fromB + columns * stridesB[1], ...stridesB],
          atBias && atBias + 4 * columns,
          ...[to + 4 * (rows * N + columns), 4 * N, 0, scratch[part]],
        ];
      }),
    );
  }
  return out;
}

/** tfjs's BatchMatMul, for every transpose and batch. */
export function batchMatMul(context: Context): KernelConfig {
  return {
    kernelName: "BatchMatMul",
    backendName: "wasm",
    kernelFunc({ inputs, attrs }) {
      const { a, b } = inputs as Record<string, TensorInfo>;
      const { transposeA, transposeB } = attrs as unknown as BatchMatMulAttrs;
      return multiply(context, { a, b, transposeA, transposeB });
    },
  };
}

/** Kernels that apply tfjs's fused activations, by the activation's name. */
const ACTIVATIONS: Record<string, string> = {
  relu: "Relu",
  relu6: "Relu6",
  sigmoid: "Sigmoid",
  elu: "Elu",
  leakyrelu: "LeakyRelu",
  prelu: "Prelu",
};

/** tfjs's product with a bias and an activation. */
export function fusedMatMul(context: Context): KernelConfig {
  return {
    kernelName: "_FusedMatMul",
    backendName: "wasm",
    kernelFunc({ inputs, attrs }) {
      const { a, b, bias, preluActivationWeights } = inputs as Record<
        string,
        TensorInfo
      >;
      const { transposeA, transposeB, activation, leakyreluAlpha } =
        attrs as unknown as _FusedMatMulAttrs;
      const linear = !activation || activation === "linear";
      const name = linear ? "" : ACTIVATIONS[activation];
      if (name === undefined) {
        throw new RangeError(
          `The fused product has no activation "${activation}"; apply it after`,
        );
      }
      const columns = b.shape[b.shape.length - (transposeB ? 2 : 1)];
      const row = bias && sizeOf(bias.shape) === columns;
      const product = { a, b, bias: row ? bias : undefined };
      let out = multiply(context, { ...product, transposeA, transposeB });
      const then = (
        kernel: string,
        more: Record<string, TensorInfo>,
        x: string,
      ) => {
        const before = out;
        out = getKernel(kernel, "wasm").kernelFunc({
          inputs: { [x]: before, ...more },
          attrs: { alpha: leakyreluAlpha ?? 0.2 },
          backend: context.backend,
        }) as TensorInfo;
        context.backend.disposeData(before.dataId);
      };
      if (bias && !row) then("Add", { b: bias }, "a");
      if (name) {
        const weights = name === "Prelu" && { alpha: preluActivationWeights };
        then(name, { ...weights }, "x");
      }
      return out;
    },
  };
}
