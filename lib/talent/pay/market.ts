/**
 * Pay against a salary band's midpoint: 1 is at it, 0.9 is 10 % below.
 *
 * @param pay Base pay a year.
 * @param midpoint The midpoint or market median for the role and level.
 * @throws {RangeError} When either is not above 0.
 */
export function compaRatio(pay: number, midpoint: number): number {
  positive(pay, "pay");
  positive(midpoint, "midpoint");
  return pay / midpoint;
}

/**
 * Where a value stands among others: the share below it, plus half of those
 * equal to it.
 *
 * @param value Any number.
 * @param others At least one number.
 * @returns 0 to 1; 0.5 is the middle.
 * @throws {RangeError} When there are no others.
 */
export function percentileRank(
  value: number,
  others: ArrayLike<number>,
): number {
  if (others.length === 0) {
    throw new RangeError("A percentile rank needs others to compare with");
  }
  let below = 0;
  for (let i = 0; i < others.length; i++) {
    below += others[i] < value ? 1 : others[i] === value ? 0.5 : 0;
  }
  return below / others.length;
}

/** One published point of a market: a percentile and its pay. */
export interface MarketPoint {
  /** A share from 0 to 1: 0.1 is the tenth percentile. */
  readonly share: number;
  readonly pay: number;
}

/** Where pay stands in a market that is known at a few points only. */
export interface MarketStanding {
  /** A share from 0 to 1; at the first or last point when it lies beyond. */
  readonly share: number;
  /** True when the pay lies outside the published points. */
  readonly beyond: boolean;
}

/**
 * Where pay stands in a market of which a survey gives a few percentiles.
 *
 * Between two points the logarithm of pay is taken to rise in a straight line;
 * beyond them nothing is known, and nothing is guessed.
 *
 * @param pay Pay, in the survey's unit.
 * @param market At least two points, both rising.
 * @throws {RangeError} When pay is not above 0 or the points do not rise.
 */
export function marketPercentile(
  pay: number,
  market: readonly MarketPoint[],
): MarketStanding {
  positive(pay, "pay");
  if (market.length < 2) {
    throw new RangeError(`A market needs two points, got ${market.length}`);
  }
  for (const [i, { share, pay: price }] of market.entries()) {
    positive(price, "pay of the market");
    const last = market[i - 1];
    if (last && !(share > last.share && price > last.pay)) {
      throw new RangeError(
        `The market's points must rise: ${share} at ${price} follows ` +
          `${last.share} at ${last.pay}`,
      );
    }
  }
  const above = market.findIndex((point) => point.pay >= pay);
  if (above === 0) {
    return { share: market[0].share, beyond: pay < market[0].pay };
  }
  if (above === -1) return { share: market.at(-1)!.share, beyond: true };
  const [low, high] = [market[above - 1], market[above]];
  const way = Math.log(pay / low.pay) / Math.log(high.pay / low.pay);
  return { share: low.share + way * (high.share - low.share), beyond: false };
}

function positive(value: number, name: string): void {
  if (!(value > 0 && Number.isFinite(value))) {
    throw new RangeError(`The ${name} must be a number above 0, got ${value}`);
  }
}
