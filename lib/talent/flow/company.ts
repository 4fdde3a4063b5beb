import { drawExponential, drawIndex, Random } from "../statistics/mod.ts";

/** A company as positions that are filled, fall empty and are filled again. */
export interface CompanyModel {
  /** Positions filled at the start. */
  staff: number;
  /**
   * Leavings per person-year in each year, by reason, [years, reasons]. A
   * year's hazard holds for everybody in that year.
   */
  hazards: readonly (readonly number[])[];
  /** Days a position stays empty; each vacancy draws one of these. */
  daysEmpty: ArrayLike<number>;
}

/** Many simulated futures of one company. */
export interface CompanyRuns {
  /** People at work at the start and each quarter's end: one row a run. */
  headcount: Int32Array[];
  /** Of those here at the start, how many are still here at the end, [runs]. */
  kept: Int32Array;
  /** Leavings in all years, by reason: one row a run. */
  leavers: Int32Array[];
}

/**
 * Plays a company's future out many times, position by position.
 *
 * Each position is an alternating renewal process: someone holds it until they
 * leave, then it is empty for a drawn number of days, then it is filled. No
 * queue links the positions, which is what makes this fast; the days a
 * position stays empty come from {@linkcode simulateFlow}, where the queues
 * are, or from the company's own records.
 *
 * Source: D. R. Cox, "Renewal Theory" (1962), chapter 7.
 *
 * @param company size, hazards and days empty
 * @param options how many runs, and the seed
 * @returns headcount, people kept and leavers of every run
 * @throws {RangeError} when a hazard is negative, or there is no time empty
 */
export function simulateCompany(
  company: CompanyModel,
  options: { runs: number; seed: number },
): CompanyRuns {
  requireCompany(company);
  const { staff, hazards, daysEmpty } = company;
  const years = hazards.length;
  const reasons = hazards[0].length;
  const total = hazards.map((row) => row.reduce((sum, h) => sum + h, 0));
  // before[y]: the hazard gathered from the start to the start of year y.
  const before = [0];
  for (const h of total) before.push(before[before.length - 1] + h);
  const random = new Random(options.seed);
  const out: CompanyRuns = {
    headcount: [],
    kept: new Int32Array(options.runs),
    leavers: [],
  };
  for (let run = 0; run < options.runs; run++) {
    // change[q]: how the headcount moves between quarter ends q − 1 and q.
    const change = new Int32Array(4 * years + 1);
    const leavers = new Int32Array(reasons);
    change[0] = staff;
    for (let position = 0; position < staff; position++) {
      let gathered = 0;
      for (let holder = 0;; holder++) {
        gathered += drawExponential(random, 1);
        if (gathered >= before[years]) {
          if (holder === 0) out.kept[run]++;
          break;
        }
        let year = Math.min(Math.floor(gathered / total[0]), years - 1);
        while (before[year] > gathered) year--;
        while (before[year + 1] <= gathered) year++;
        const left = year + (gathered - before[year]) / total[year];
        leavers[drawIndex(random, hazards[year])]++;
        change[Math.ceil(4 * left)]--;
        const filled = left + daysEmpty[random.below(daysEmpty.length)] / 365;
        if (filled >= years) break;
        change[Math.ceil(4 * filled)]++;
        year = Math.floor(filled);
        gathered = before[year] + (filled - year) * total[year];
      }
    }
    for (let q = 1; q < change.length; q++) change[q] += change[q - 1];
    out.headcount.push(change);
    out.leavers.push(leavers);
  }
  return out;
}

function requireCompany({ staff, hazards, daysEmpty }: CompanyModel): void {
  if (!Number.isInteger(staff) || staff < 0) {
    throw new RangeError(
      `\`staff\` must be a whole number from 0, not ${staff}`,
    );
  }
  if (hazards.length === 0) {
    throw new RangeError("`hazards` needs at least one year");
  }
  for (const [year, row] of hazards.entries()) {
    if (row.length !== hazards[0].length) {
      throw new RangeError(
        `\`hazards[${year}]\` needs ${hazards[0].length} reasons, ` +
          `got ${row.length}`,
      );
    }
    for (const hazard of row) {
      if (!(hazard >= 0 && hazard < Infinity)) {
        throw new RangeError(
          `\`hazards[${year}]\` holds ${hazard}: a hazard is at least 0`,
        );
      }
    }
  }
  if (daysEmpty.length === 0) {
    throw new RangeError("`daysEmpty` needs at least one number of days");
  }
}
