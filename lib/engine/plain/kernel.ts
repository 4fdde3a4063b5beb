import type {
  KernelConfig,
  NamedAttrMap,
  TensorInfo,
  TypedArray,
} from "@tensorflow/tfjs-core";

/** A tensor as the plain kernels see it. */
export interface Plain {
  values: TypedArray;
  shape: number[];
}

/** The part of tfjs's `cpu` backend that the plain kernels use. */
interface CpuBackend {
  data: { get(id: object): { values: TypedArray } };
  makeTensorInfo(
    shape: number[],
    dtype: "float32",
    values: TypedArray,
  ): TensorInfo;
}

/**
 * Makes a kernel for tfjs's `cpu` backend from a function on plain arrays.
 *
 * @param kernelName The kernel's name.
 * @param compute Gets inputs by name and attributes; an input that was not
 * given is absent. It answers the outputs, all float32, in their order.
 */
export function plainKernel(
  kernelName: string,
  compute: (inputs: Record<string, Plain>, attrs: NamedAttrMap) => Plain[],
): KernelConfig {
  return {
    kernelName,
    backendName: "cpu",
    kernelFunc({ inputs, attrs, backend }) {
      const cpu = backend as unknown as CpuBackend;
      const plain: Record<string, Plain> = {};
      for (const [name, info] of Object.entries(inputs)) {
        const { dataId, shape } = info as TensorInfo;
        plain[name] = { values: cpu.data.get(dataId).values, shape };
      }
      return compute(plain, attrs ?? {}).map(({ values, shape }) =>
        cpu.makeTensorInfo(shape, "float32", values)
      );
    },
  };
}
