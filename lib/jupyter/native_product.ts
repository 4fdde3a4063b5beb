import { openBlas } from "./blas.ts";

/**
 * The machine's own matrix product for `useBestBackend({ product })`, which is
 * some times faster than WebAssembly's. Off unless asked for: its numbers
 * differ in the last digits from machine to machine.
 *
 * @param wanted Whether to use it. Default: the environment variable
 * `COURSE_NATIVE` is set, to anything but 0.
 * @returns Address of the module that brings it; undefined if not wanted.
 * @throws {BlasError} When it is wanted and there is none.
 */
export function nativeProduct(
  wanted = !["", "0", undefined].includes(Deno.env.get("COURSE_NATIVE")),
): string | undefined {
  if (!wanted) return undefined;
  openBlas(); // fails here, with its own words, and not in a thread
  return new URL("./blas.ts", import.meta.url).href;
}
