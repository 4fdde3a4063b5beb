import type {
  KernelConfig,
  NamedAttrMap,
  NamedTensorInfoMap,
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
      return compute(read(cpu, inputs), attrs ?? {}).map((out) =>
        cpu.makeTensorInfo(out.shape, "float32", out.values)
      );
    },
  };
}

/**
 * Makes a kernel that changes some of its inputs in place and has no outputs.
 *
 * @param kernelName The kernel's name.
 * @param changed Names of the inputs that it changes.
 * @param compute Gets inputs by name and attributes, and writes into the
 * values of those that change.
 */
export function plainUpdate(
  kernelName: string,
  changed: string[],
  compute: (inputs: Record<string, Plain>, attrs: NamedAttrMap) => void,
): KernelConfig {
  return {
    kernelName,
    backendName: "cpu",
    kernelFunc({ inputs, attrs, backend }) {
      const cpu = backend as unknown as CpuBackend;
      const plain = read(cpu, inputs);
      for (const name of changed) {
        // The array may be a caller's too: tf.tensor() keeps the one it gets,
        // and dataSync() hands it out. So the tensor gets a new one.
        const data = cpu.data.get((inputs[name] as TensorInfo).dataId);
        plain[name].values = data.values = data.values.slice();
      }
      compute(plain, attrs ?? {});
      return [];
    },
  };
}

function read(cpu: CpuBackend, inputs: NamedTensorInfoMap) {
  const plain: Record<string, Plain> = {};
  for (const [name, info] of Object.entries(inputs)) {
    const { dataId, shape } = info as TensorInfo;
    plain[name] = { values: cpu.data.get(dataId).values, shape };
  }
  return plain;
}
