/**
 * What the bench measures. The sizes lie in `sizes.json`, which the contestants
 * in Python read too.
 *
 * @module
 */
import sizes from "./sizes.json" with { type: "json" };

/** A product a · b; one of the two may lie transposed in memory. */
export interface Product {
  rows: number;
  inner: number;
  columns: number;
  transposed?: "a" | "b";
}

/** Sizes of the classifier and its batch. */
export const LSTM = sizes.lstm;
/** Sizes of the Transformer and its batch: nanoGPT's configuration for a CPU. */
export const TRANSFORMER = sizes.transformer;
/** The products by name. */
export const PRODUCTS = sizes.products as Record<string, Product>;
/** Batches of data to go round; one alone would be learnt by heart. */
export const BATCHES = sizes.batches;

/** A part's name in options and files. */
export type PartId = "lstm" | "transformer" | "sgemm" | "inference";

/** One thing to measure. */
export interface Part {
  id: PartId;
  title: string;
  /** What exactly is timed, in one line. */
  about: string;
  /** Names of its cases, and the ones a quick run is content with. */
  cases: string[];
  quick: string[];
  /** Timed steps in a round. */
  steps: number;
}

const { length, batch, embedding, units, vocabulary } = LSTM;

/** All parts, in the order they run. */
export const PARTS: Part[] = [
  {
    id: "lstm",
    title: "A training step of the LSTM",
    about: `Embedding(${vocabulary}, ${embedding}) → LSTM(${units}) → ` +
      `Dense(1), batch ${batch}, length ${length}, Adam; loss and accuracy`,
    cases: ["step"],
    quick: ["step"],
    steps: 5,
  },
  {
    id: "transformer",
    title: "A training step of the Transformer",
    about: `${TRANSFORMER.blocks} blocks, ${TRANSFORMER.heads} heads, width ` +
      `${TRANSFORMER.width}, ${TRANSFORMER.context} tokens, batch ` +
      `${TRANSFORMER.batch}, vocabulary ${TRANSFORMER.vocabulary}, AdamW, ` +
      "gradients clipped to a norm of 1",
    cases: ["step"],
    quick: ["step"],
    steps: 5,
  },
  {
    id: "sgemm",
    title: "Matrix products",
    about: "float32, squares of 128 to 1024 and the four products of the LSTM",
    cases: Object.keys(PRODUCTS),
    quick: ["512", "LSTM inputs"],
    steps: 5,
  },
  {
    id: "inference",
    title: "The LSTM's answer",
    about: `the same classifier, one review and ${sizes.inference[1]}, ` +
      `length ${length}`,
    cases: sizes.inference.map((n) => `batch ${n}`),
    quick: sizes.inference.map((n) => `batch ${n}`),
    steps: 5,
  },
];

/** The batch that a case of the part "inference" names. */
export function batchOf(name: string): number {
  return Number(name.replace("batch ", ""));
}

/**
 * Multiplications and additions of a case, for the parts where they are all
 * there is to do.
 *
 * @returns For a product its 2 · rows · inner · columns, else `undefined`.
 */
export function operations(part: PartId, name: string): number | undefined {
  if (part !== "sgemm") return;
  const { rows, inner, columns } = PRODUCTS[name];
  return 2 * rows * inner * columns;
}
