import loadHighs from "highs";
import type { Highs, InitOptions } from "highs";

/** HiGHS, ready to solve. */
export type Solver = Highs;

/**
 * Starts HiGHS, a solver for linear and mixed-integer programs, compiled to
 * WebAssembly.
 *
 * Source: Q. Huangfu and J. A. J. Hall, "Parallelizing the dual revised
 * simplex method", Mathematical Programming Computation 10 (2018).
 *
 * @param options in a browser, `locateFile` must say where `highs.wasm` is,
 * or `wasmBinary` must hold it; elsewhere the package finds it
 * @returns the solver
 */
export function loadSolver(options: InitOptions = {}): Promise<Solver> {
  // The package's types describe a CommonJS module, but it loads as ES module.
  const load = loadHighs as unknown as typeof loadHighs.default;
  return load(options);
}
