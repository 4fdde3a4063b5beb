/** Shares or options promised on one day, earned over time. */
export interface Grant {
  /** Worth on the day of the grant. */
  readonly value: number;
  /** Months since joining on which it was given. */
  readonly given: number;
  /** Months until all is earned. Default 48. */
  readonly months?: number;
  /** Months before which nothing is earned. Default 12. */
  readonly cliff?: number;
  /** Months between two parts. Default 1. */
  readonly every?: number;
}

/**
 * The share's price at a month since joining, in any unit and above 0. A grant
 * is worth its value at the price of the month it was given.
 */
export type SharePrice = (month: number) => number;

/**
 * The share of a grant that has been earned.
 *
 * The default is the usual schedule: nothing for a year, a quarter at once,
 * then a forty-eighth each month ("Four Year / One Year Cliff" in the Open Cap
 * Table Coalition's format, https://github.com/Open-Cap-Table-Coalition).
 *
 * @param grant The schedule.
 * @param month Months since joining.
 * @returns 0 to 1.
 * @throws {RangeError} When the schedule makes no sense.
 */
export function vestedShare(grant: Grant, month: number): number {
  const { given, months = 48, cliff = 12, every = 1 } = grant;
  if (!(months > 0 && every > 0 && cliff >= 0 && cliff <= months)) {
    throw new RangeError(
      `A grant over ${months} months with a cliff of ${cliff} and parts every ` +
        `${every} makes no sense`,
    );
  }
  const held = month - given;
  if (held < cliff || held < 0) return 0;
  return Math.min(1, Math.floor(held / every) * every / months);
}

/**
 * What somebody who leaves now walks away from: the grants given so far, less
 * what is earned.
 *
 * @param grants All grants of one person.
 * @param month Months since joining.
 * @param price Default: the price stays as it was.
 * @throws {RangeError} When the price on the day of a grant is not above 0.
 */
export function unvestedValue(
  grants: readonly Grant[],
  month: number,
  price: SharePrice = () => 1,
): number {
  return grants
    .filter(({ given }) => given <= month)
    .reduce(
      (sum, grant) =>
        sum + grant.value * (1 - vestedShare(grant, month)) *
          priceSince(grant, month, price),
      0,
    );
}

/**
 * What staying for a while earns, each part at the price of its own month.
 *
 * @param grants All grants of one person, later ones too.
 * @param month Months since joining.
 * @param horizon For how many months. Default 12.
 * @param price Default: the price stays as it was.
 * @throws {RangeError} When the price on the day of a grant is not above 0.
 */
export function vestingAhead(
  grants: readonly Grant[],
  month: number,
  horizon = 12,
  price: SharePrice = () => 1,
): number {
  let sum = 0;
  for (let m = month + 1; m <= month + horizon; m++) {
    for (const grant of grants) {
      const part = vestedShare(grant, m) - vestedShare(grant, m - 1);
      if (part === 0) continue;
      sum += part * grant.value * priceSince(grant, m, price);
    }
  }
  return sum;
}

/** The price at a month over the price on the day of the grant. */
function priceSince({ given }: Grant, month: number, price: SharePrice) {
  const then = price(given);
  if (!(then > 0)) {
    throw new RangeError(
      `The price in month ${given}, when shares were granted, must be above ` +
        `0, got ${then}`,
    );
  }
  return price(month) / then;
}
