/** Words as numbers: the most frequent words of a corpus, each with an id. */

/** Id of padding, the filler before a short sequence. */
export const PAD = 0;
/** Id of every word that is not in the vocabulary. */
export const UNKNOWN = 1;

/** A fixed list of words; a word's place in it is its id. */
export class Vocabulary {
  readonly #ids: Map<string, number>;

  /**
   * @param list The words; 0 is padding and 1 the unknown word.
   * @throws {RangeError} When a word is listed twice.
   */
  constructor(readonly list: readonly string[]) {
    this.#ids = new Map(list.map((word, id) => [word, id]));
    if (this.#ids.size !== list.length) {
      throw new RangeError("A vocabulary must not list a word twice");
    }
  }

  /** Number of ids, padding and unknown included. */
  get size(): number {
    return this.list.length;
  }

  /**
   * @param tokens Words.
   * @returns Their ids, with {@linkcode UNKNOWN} for a word not listed.
   */
  encode(tokens: readonly string[]): number[] {
    return tokens.map((word) => this.#ids.get(word) ?? UNKNOWN);
  }

  /**
   * @param ids Ids, for example from {@linkcode encode}.
   * @returns The words they stand for.
   * @throws {RangeError} When an id is not in the vocabulary.
   */
  decode(ids: Iterable<number>): string[] {
    return Array.from(ids, (id) => {
      const word = this.list[id];
      if (word === undefined) {
        throw new RangeError(
          `Id ${id} is not in a vocabulary of ${this.size} words`,
        );
      }
      return word;
    });
  }
}

/**
 * Takes the most frequent words of a corpus. Words of equal frequency are
 * ordered by their code units, so the result never depends on the order of the
 * documents.
 *
 * @param documents Each a list of words. Give the training documents only:
 * a vocabulary built on the test documents has seen the exam.
 * @param size Number of ids wanted, `<pad>` and `<unk>` included.
 * @returns A vocabulary of at most `size` ids.
 * @throws {RangeError} When `size` is below 2.
 */
export function buildVocabulary(
  documents: Iterable<readonly string[]>,
  size: number,
): Vocabulary {
  if (!Number.isInteger(size) || size < 2) {
    throw new RangeError(
      `A vocabulary needs at least 2 ids (<pad> and <unk>), not ${size}`,
    );
  }
  const counts = new Map<string, number>();
  for (const document of documents) {
    for (const word of document) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const byFrequency = [...counts].sort(([a, m], [b, n]) =>
    n - m || (a < b ? -1 : 1)
  );
  const frequent = byFrequency.slice(0, size - 2).map(([word]) => word);
  return new Vocabulary(["<pad>", "<unk>", ...frequent]);
}
