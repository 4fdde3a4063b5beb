import { PAD } from "./vocabulary.ts";

/** How {@linkcode padSequences} makes sequences equally long. */
export interface PadOptions {
  /** Which part of a long sequence is kept. Default "end". */
  keep?: "start" | "end";
  /** Where a short sequence gets its padding. Default "before". */
  pad?: "before" | "after";
}

/**
 * Makes sequences equally long, so that they fit in one tensor.
 *
 * The defaults suit a network that answers from its last state. Padding goes
 * before the words: an LSTM that is not told to skip padding keeps updating its
 * state on it, and would blur what it read. (M. Dwarampudi and N. V. Subba
 * Reddy, "Effects of padding on LSTMs and CNNs", 2019, arXiv:1903.07288.)
 *
 * @param sequences Lists of ids, of any lengths.
 * @param length Length wanted.
 * @param options Which end is kept, and where padding goes.
 * @returns The ids row after row, `[sequences.length, length]`, padded with 0.
 * @throws {RangeError} When `length` is not a positive whole number.
 *
 * @example
 * ```ts
 * padSequences([[5, 6, 7], [8]], 2); // 6, 7, 0, 8
 * ```
 */
export function padSequences(
  sequences: readonly (readonly number[])[],
  length: number,
  { keep = "end", pad = "before" }: PadOptions = {},
): Int32Array {
  if (!Number.isInteger(length) || length < 1) {
    throw new RangeError(
      `A sequence length must be a positive whole number, not ${length}`,
    );
  }
  const out = new Int32Array(sequences.length * length).fill(PAD);
  sequences.forEach((ids, row) => {
    const kept = keep === "start" || ids.length <= length
      ? ids.slice(0, length)
      : ids.slice(-length);
    const gap = pad === "before" ? length - kept.length : 0;
    out.set(kept, row * length + gap);
  });
  return out;
}
