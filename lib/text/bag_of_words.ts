import { UNKNOWN } from "./vocabulary.ts";

/**
 * Which words a document has, whatever their order and number.
 *
 * Presence alone serves sentiment better than counts do (B. Pang, L. Lee and
 * S. Vaithyanathan, "Thumbs up?", EMNLP 2002; S. Wang and C. Manning, "Baselines
 * and Bigrams", ACL 2012).
 *
 * @param ids The document as word ids.
 * @returns The ids that occur, each once and in rising order, without padding
 * and unknown words.
 */
export function bagOfWords(ids: Iterable<number>): Int32Array {
  const present = new Set<number>();
  for (const id of ids) if (id > UNKNOWN) present.add(id);
  return Int32Array.from(present).sort();
}
