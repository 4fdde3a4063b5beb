/**
 * Strategies as levers on hazards.
 *
 * A lever multiplies the hazards of leaving. How strongly depends on what is
 * spent (less and less for each further unit), on how long ago spending began
 * (nothing before the lag, then half of what is missing in every half-life),
 * and on the reason for leaving: a pay rise keeps few who leave for lack of a
 * career.
 *
 * Source of the carry-over: M. Nerlove and K. J. Arrow, "Optimal Advertising
 * Policy under Dynamic Conditions", Economica 29 (1962), with a lag added.
 *
 * @module
 */

/** One strategy: what it does to whom, what it costs, how fast it works. */
export interface Lever {
  /** `"pay"`, `"culture"`, …: the key of a plan. */
  readonly id: string;
  /**
   * Hazard ratio by reason at full strength: 0.6 means that four in ten who
   * would leave for this reason stay. A reason left out is not touched.
   */
  readonly ratios: Readonly<Record<string, number>>;
  /** Yearly spend, above `setup`, that brings half of the full strength. */
  readonly half: number;
  /** Yearly cost before the first effect: a team, a system. Default 0. */
  readonly setup?: number;
  /** Years from spending to the first effect. */
  readonly lag: number;
  /** Years in which half of what is missing arrives, or half fades. */
  readonly halfLife: number;
}

/** Yearly spend by lever id; a lever left out gets nothing. */
export type Plan = Readonly<Record<string, number>>;

/** A company, its hazards before any lever, and the levers it has. */
export interface RetentionProblem {
  /** People here today. */
  readonly staff: number;
  /** Whole years to look ahead. */
  readonly years: number;
  /** Leavings per person-year by reason, if nothing is done. */
  readonly hazards: Readonly<Record<string, number>>;
  readonly levers: readonly Lever[];
}

/**
 * The share of a lever's full strength that a yearly spend buys in the end:
 * 0 up to `setup`, then 1 − 2^(−(spend − setup) / half).
 *
 * @param lever the lever
 * @param spend money a year, at least 0
 * @returns a share from 0 to 1
 * @throws {RangeError} when the spend is negative or no number
 */
export function strength(lever: Lever, spend: number): number {
  if (!(spend >= 0)) {
    throw new RangeError(
      `The spend on "${lever.id}" must be at least 0, not ${spend}`,
    );
  }
  return -Math.expm1(
    -Math.LN2 * Math.max(0, spend - (lever.setup ?? 0)) / lever.half,
  );
}

/**
 * The share of the bought strength that is in place at a moment, when spending
 * is steady from 0 until `stop`.
 *
 * @param lever the lever
 * @param time years since spending began
 * @param stop the year in which spending ends. Default: never
 * @returns a share from 0 to 1
 */
export function response(
  lever: Lever,
  time: number,
  stop = Infinity,
): number {
  const fade = (years: number) =>
    lever.halfLife > 0 ? 2 ** (-years / lever.halfLife) : +(years <= 0);
  const rising = Math.min(time, stop + lever.lag) - lever.lag;
  const falling = Math.max(0, time - stop - lever.lag);
  return rising <= 0 ? 0 : (1 - fade(rising)) * fade(falling);
}

/**
 * The mean of {@linkcode response} over a year of steady spending, by its
 * integral.
 *
 * @param lever the lever
 * @param year 0 for the first
 * @returns a share from 0 to 1
 */
export function yearlyResponse(lever: Lever, year: number): number {
  const from = Math.max(0, year - lever.lag);
  const to = Math.max(0, year + 1 - lever.lag);
  if (lever.halfLife === 0) return to - from;
  const scale = lever.halfLife / Math.LN2;
  const fade = (t: number) => Math.exp(-t / scale);
  return to - from - scale * (fade(from) - fade(to));
}

/**
 * Refuses a problem that cannot be meant.
 *
 * @throws {RangeError} naming the number that is wrong
 */
export function requireProblem(problem: RetentionProblem): void {
  const { staff, years, hazards, levers } = problem;
  const positive = (value: number) => value > 0 && value < Infinity;
  const notNegative = (value: number) => value >= 0 && value < Infinity;
  const claim = (holds: boolean, what: string, value: number, rule: string) => {
    if (!holds) throw new RangeError(`${what} must be ${rule}, not ${value}`);
  };
  claim(positive(staff), "`staff`", staff, "above 0");
  claim(
    Number.isInteger(years) && years > 0,
    "`years`",
    years,
    "a whole number from 1",
  );
  for (const [reason, hazard] of Object.entries(hazards)) {
    claim(
      notNegative(hazard),
      `The hazard of "${reason}"`,
      hazard,
      "0 or more",
    );
  }
  for (const { id, ratios, half, setup = 0, lag, halfLife } of levers) {
    claim(positive(half), `\`half\` of "${id}"`, half, "above 0");
    claim(notNegative(setup), `\`setup\` of "${id}"`, setup, "0 or more");
    claim(notNegative(lag), `\`lag\` of "${id}"`, lag, "0 or more");
    claim(
      notNegative(halfLife),
      `\`halfLife\` of "${id}"`,
      halfLife,
      "0 or more",
    );
    for (const [reason, ratio] of Object.entries(ratios)) {
      if (!(reason in hazards)) {
        throw new RangeError(
          `"${id}" acts on "${reason}", which has no hazard: choose from ${
            Object.keys(hazards).join(", ")
          }`,
        );
      }
      claim(
        ratio > 0 && ratio <= 1,
        `The ratio of "${id}" for "${reason}"`,
        ratio,
        "above 0 and at most 1",
      );
    }
  }
  const twice = levers.find((lever, i) =>
    levers.findIndex(({ id }) => id === lever.id) !== i
  );
  if (twice) throw new RangeError(`Two levers are called "${twice.id}"`);
}
