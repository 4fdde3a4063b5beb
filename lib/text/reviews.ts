import { Random } from "./random.ts";

/** A text and what it is: 1 for a positive review, 0 for a negative one. */
export interface Review {
  text: string;
  label: 0 | 1;
}

/**
 * Reads film reviews from JSON of the form `[{"t": "text", "s": 0 or 1}, …]`.
 *
 * @param source The JSON, as text or as UTF-8 bytes.
 * @returns The reviews in the order of the file.
 * @throws {SyntaxError} When the source is not JSON.
 * @throws {TypeError} When it has another form; the message names the row.
 */
export function parseReviews(source: string | Uint8Array): Review[] {
  const text = typeof source === "string"
    ? source
    : new TextDecoder("utf-8", { fatal: true }).decode(source);
  const rows: unknown = JSON.parse(text);
  if (!Array.isArray(rows)) {
    throw new TypeError("Reviews must be a JSON list of {t, s} objects");
  }
  return rows.map((row, i) => {
    if (typeof row?.t !== "string" || (row.s !== 0 && row.s !== 1)) {
      throw new TypeError(
        `Row ${i} is no review: it needs a text t and a label s of 0 or 1`,
      );
    }
    return { text: row.t, label: row.s };
  });
}

/**
 * Drops every review whose text came before. A text in both the training and
 * the test part would be an exam question that was set as homework.
 *
 * @param reviews Reviews, in an order that is kept.
 * @returns The first review of each text.
 */
export function dropRepeats(reviews: readonly Review[]): Review[] {
  const seen = new Set<string>();
  return reviews.filter(({ text }) => !seen.has(text) && seen.add(text));
}

/**
 * Shuffles the reviews and cuts them in two.
 *
 * @param reviews Reviews without repeats, see {@linkcode dropRepeats}.
 * @param options.train Number of reviews in the first part.
 * @param options.seed Seed of the shuffle.
 * @returns `train` has as many reviews as asked; `test` has all the others.
 * @throws {RangeError} When a part would be empty.
 */
export function splitReviews(
  reviews: readonly Review[],
  { train, seed }: { train: number; seed: number },
): { train: Review[]; test: Review[] } {
  if (!Number.isInteger(train) || train < 1 || train >= reviews.length) {
    throw new RangeError(
      `The training part must have 1 to ${reviews.length - 1} reviews, ` +
        `so that both parts have some; ${train} were asked for`,
    );
  }
  const shuffled = new Random(seed).shuffle(reviews);
  return { train: shuffled.slice(0, train), test: shuffled.slice(train) };
}
