/**
 * What notebooks use of the machine they run on: displays that change in
 * place, and data sets.
 *
 * @module
 */

export { type Live, live } from "./live.ts";
export { DataError, readData } from "./data.ts";
export { BlasError } from "./blas.ts";
export { nativeProduct } from "./native_product.ts";
