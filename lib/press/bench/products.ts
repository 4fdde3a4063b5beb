/** Products by tfjs, for the contestants that compute with it. */
import * as tf from "@tensorflow/tfjs";
import { type Product, PRODUCTS } from "./parts.ts";
import type { Step } from "./serve.ts";

/** A step for each product of the part "sgemm". */
export function productSteps(): Record<string, Step> {
  return Object.fromEntries(
    Object.entries(PRODUCTS).map(([name, product]) => [name, step(product)]),
  );
}

function step({ rows, inner, columns, transposed }: Product): Step {
  const flip = (name: string) => transposed === name;
  const matrix = (height: number, width: number, flipped: boolean) =>
    tf.randomNormal(flipped ? [width, height] : [height, width]);
  const a = matrix(rows, inner, flip("a"));
  const b = matrix(inner, columns, flip("b"));
  return () => tf.matMul(a, b, flip("a"), flip("b")).dispose();
}
