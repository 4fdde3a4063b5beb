/**
 * `@std/assert`, typed.
 *
 * The npm copy of the standard library ships no declarations, so the few
 * assertions the tests use are declared in `assert.d.ts`.
 */
// @ts-types="./assert.d.ts"
export * from "@std/assert";
