/** Which build of the kernels. */
export interface Variant {
  /** With fused multiply-add, whose last bit differs between processors. */
  relaxed: boolean;
  /** For memory that threads share. */
  shared: boolean;
}

/** The four builds. */
export const VARIANTS: Variant[] = [false, true].flatMap((relaxed) =>
  [false, true].map((shared) => ({ relaxed, shared }))
);

/**
 * @param variant Which build.
 * @returns The name of its file in `binary/`.
 */
export function fileOf({ relaxed, shared }: Variant): string {
  return `${relaxed ? "relaxed" : "strict"}${shared ? "-shared" : ""}.wasm`;
}
