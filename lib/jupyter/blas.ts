/**
 * The matrix product of a system's own BLAS, called through Deno's FFI. It
 * reads and writes the memory of the WASM kernels directly.
 *
 * The engine's threads each load this module, so that each calls the library by
 * itself; the library's own threads are switched off.
 *
 * @module
 */

/** The few values that the C interface names (cblas.h). */
const ROW_MAJOR = 101, AS_IS = 111, TRANSPOSED = 112;

/** Where to look, by operating system; `COURSE_BLAS` names another file. */
const LIBRARIES: Partial<Record<typeof Deno.build.os, string[]>> = {
  linux: ["libopenblas.so.0", "libopenblas.so", "libblas.so.3"],
  darwin: ["/System/Library/Frameworks/Accelerate.framework/Accelerate"],
  windows: ["libopenblas.dll", "openblas.dll"],
};

const SYMBOLS = {
  cblas_sgemm: {
    parameters: [
      ...["i32", "i32", "i32", "i32", "i32", "i32", "f32"] as const,
      ...["usize", "i32", "usize", "i32", "f32", "usize", "i32"] as const,
    ],
    result: "void",
  },
  openblas_set_num_threads: {
    parameters: ["i32"],
    result: "void",
    optional: true,
  },
} as const;

/** No BLAS was found. */
export class BlasError extends Error {
  override name = "BlasError";
}

/**
 * Loads the library.
 *
 * @returns Its functions, and the file they came from.
 * @throws {BlasError} When there is none; it says how to get one.
 */
export function openBlas() {
  const named = Deno.env.get("COURSE_BLAS");
  const files = named ? [named] : LIBRARIES[Deno.build.os] ?? [];
  // Accelerate reads this when it is loaded.
  Deno.env.set("VECLIB_MAXIMUM_THREADS", "1");
  for (const file of files) {
    try {
      const { symbols } = Deno.dlopen(file, SYMBOLS);
      symbols.openblas_set_num_threads?.(1);
      return { file, symbols };
    } catch (error) {
      if (error instanceof Deno.errors.NotCapable) throw error;
    }
  }
  throw new BlasError(
    `No BLAS library here (looked for ${files.join(", ")}). Install OpenBLAS ` +
      "(Debian: libopenblas0), name its file in COURSE_BLAS, or do without",
  );
}

/**
 * Makes the product for a memory. It takes what `product` of the kernels takes
 * (`lib/engine/wasm/assembly/product.ts`), without bias and scratch.
 *
 * @param memory The memory that addresses are offsets into.
 * @throws {BlasError} When there is no library.
 */
export function openProduct(memory: WebAssembly.Memory) {
  // Addresses fit a number exactly, and a number is faster than a bigint.
  const sgemm = openBlas().symbols.cblas_sgemm as unknown as (
    ...args: number[]
  ) => void;
  let buffer: ArrayBufferLike | undefined;
  let base = 0;
  return (
    ...[M, N, K, a, ars, acs, b, brs, bcs, c, crs, add]: number[]
  ): void => {
    if (memory.buffer !== buffer) { // memory that grew may have moved
      buffer = memory.buffer;
      base = Number(
        Deno.UnsafePointer.value(Deno.UnsafePointer.of(new Uint8Array(buffer))),
      );
    }
    const [orderA, lda] = order(ars, acs, K);
    const [orderB, ldb] = order(brs, bcs, N);
    // The kernels' addresses are unsigned; beyond 2 GiB they come as negative.
    const [atA, atB, atC] = [a, b, c].map((address) => base + (address >>> 0));
    sgemm(
      ...[ROW_MAJOR, orderA, orderB, M, N, K, 1],
      ...[atA, lda, atB, ldb, add ? 1 : 0, atC, crs / 4],
    );
  };
}

/** How BLAS names a matrix by its strides in bytes: order and leading size. */
function order(rows: number, columns: number, width: number): number[] {
  return columns === 4 && rows >= 4 * width
    ? [AS_IS, rows / 4]
    : [TRANSPOSED, columns / 4];
}
