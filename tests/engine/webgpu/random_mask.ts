import type { Random } from "@course/text";

/**
 * @param B Rows.
 * @param T Steps.
 * @param random Where the numbers come from.
 * @returns 0 and 1 at random, each row with its own share of ones, `[B, T]`.
 */
export function randomMask(B: number, T: number, random: Random) {
  const values = new Int32Array(B * T);
  for (let row = 0; row < B; row++) {
    const share = random.uniform();
    for (let t = 0; t < T; t++) {
      values[row * T + t] = random.uniform() < share ? 1 : 0;
    }
  }
  return { values, shape: [B, T] };
}
