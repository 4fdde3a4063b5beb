/**
 * Random numbers that are the same on every machine.
 *
 * `Math.random()` cannot be seeded, so a result that used it could not be
 * repeated. This is xoshiro128** 1.1, which needs only 32-bit integers.
 *
 * Source: D. Blackman and S. Vigna, "Scrambled Linear Pseudorandom Number
 * Generators", ACM Transactions on Mathematical Software 47 (2021), no. 36.
 */

const rotateLeft = (x: number, k: number) => (x << k) | (x >>> (32 - k));

/** The last step of MurmurHash3 (A. Appleby): spreads the bits of a seed. */
function fmix32(x: number): number {
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return x ^ (x >>> 16);
}

/** A seeded source of random numbers; the same seed gives the same numbers. */
export class Random {
  readonly #state = new Int32Array(4);

  /**
   * @param seed Any integer; its low 32 bits are used.
   * @throws {RangeError} When the seed is no integer.
   */
  constructor(seed: number) {
    if (!Number.isInteger(seed)) {
      throw new RangeError(`A seed must be an integer, not ${seed}`);
    }
    // Steps of the golden ratio keep the four words apart, and never all zero.
    for (let i = 0; i < 4; i++) {
      this.#state[i] = fmix32(seed + Math.imul(i + 1, 0x9e3779b9));
    }
  }

  /**
   * A generator at a known point of its sequence, to compare with the
   * published reference numbers.
   *
   * @param state Four 32-bit words, not all zero.
   */
  static fromState(state: [number, number, number, number]): Random {
    const random = new Random(0);
    random.#state.set(state);
    return random;
  }

  /** @returns The next integer, 0 to 2^32 − 1. */
  integer(): number {
    const s = this.#state;
    const result = Math.imul(rotateLeft(Math.imul(s[1], 5), 7), 9) >>> 0;
    const t = s[1] << 9;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotateLeft(s[3], 11);
    return result;
  }

  /** @returns A number in [0, 1), with 32 random bits. */
  uniform(): number {
    return this.integer() / 2 ** 32;
  }

  /**
   * @param limit A whole number from 1 to 2^32.
   * @returns A whole number from 0 to `limit − 1`, each as likely as the next.
   * @throws {RangeError} When the limit is out of range.
   */
  below(limit: number): number {
    if (!Number.isInteger(limit) || limit < 1 || limit > 2 ** 32) {
      throw new RangeError(
        `A limit must be a whole number from 1 to 2^32, not ${limit}`,
      );
    }
    // Numbers past the last full multiple would favour the small remainders.
    const fair = 2 ** 32 - (2 ** 32 % limit);
    let value = this.integer();
    while (value >= fair) value = this.integer();
    return value % limit;
  }

  /**
   * Puts items in random order: the Fisher–Yates shuffle in Durstenfeld's form
   * (Algorithm 235, Communications of the ACM 7, 1964).
   *
   * @param items What to shuffle; left as it is.
   * @returns A new array with the same items, every order equally likely.
   */
  shuffle<T>(items: Iterable<T>): T[] {
    const out = [...items];
    for (let i = out.length - 1; i > 0; i--) {
      const j = this.below(i + 1);
      [out[i], out[j]] = [out[j], out[i]];
    }
    return out;
  }
}
