import { drawExponential, drawIndex, drawNormal } from "../statistics/draw.ts";
import { Random } from "../../text/random.ts";
import { BASELINE_STEPS, COMPANY, type Company } from "./company.ts";
import { REMOTE_SHARES } from "./company.ts";
import { dayNumber, DAYS_PER_YEAR, isoDate } from "./days.ts";
import { type Effect, EFFECTS, STALL_YEARS } from "./effects.ts";
import { type People, type Person, REASONS } from "./person.ts";
import { type Role, ROLES } from "./person.ts";

/**
 * Makes up a company, person by person.
 *
 * Someone's hazard of leaving for a reason at tenure t is
 *
 *   λ(t) = baseline(t) · ∏ ratio ^ (value − reference)
 *
 * over the effects; the reasons compete, and the first to strike decides.
 * Time is drawn in full precision and then cut to whole days.
 *
 * @param changes What differs from {@linkcode COMPANY}: a seed, a headcount,
 *   other hazard ratios.
 * @returns The people table, sorted by the day of hiring.
 */
export function generatePeople(changes: Partial<Company> = {}): People {
  const company = { ...COMPANY, ...changes };
  const random = new Random(company.seed);
  const opened = dayNumber(company.opened)!;
  const asOf = dayNumber(company.asOf)!;
  // The power below 1 makes hiring grow from year to year.
  const days = Array.from(
    { length: company.people },
    () => opened + Math.floor((asOf - opened) * random.uniform() ** 0.8),
  ).sort((a, b) => a - b);
  const rows = days.map((hired, i) => {
    const person = drawPerson(random, company, i + 1);
    person.hired = isoDate(hired);
    live(random, company, person, hired, asOf);
    return person;
  });
  return {
    rows,
    asOf: company.asOf,
    asOfGiven: true,
    from: null,
    ignored: [],
  };
}

/** Draws all that is fixed on joining. */
function drawPerson(random: Random, company: Company, number: number): Person {
  const shares = (of: Record<string, { share: number }>) =>
    Object.values(of).map(({ share }) => share);
  const role: Role = ROLES[
    drawIndex(random, ROLES.map((name) => company.roles[name].share))
  ];
  const level = 1 + drawIndex(random, company.levels);
  const location = Object.keys(company.locations)[
    drawIndex(random, shares(company.locations))
  ];
  const { price, compa, remote } = company.locations[location];
  const step = company.levelStep ** (level - 1);
  const marketMedian = round(company.roles[role].median * step * price, 500);
  const ratio = clamp(drawNormal(random, compa, 0.1), 0.65, 1.4);
  const basePay = round(marketMedian * ratio, 500);
  const grant = role === "deep-learning-expert" ? 0.8 : 0.5;
  return {
    person: `P${String(number).padStart(4, "0")}`,
    role,
    level,
    location,
    hired: "",
    left: null,
    reason: null,
    basePay,
    marketMedian,
    equity: round(Math.max(0, drawNormal(random, grant, 0.35)) * basePay, 1000),
    managerSpan: Math.round(clamp(drawNormal(random, 8, 3), 2, 20)),
    monthsSincePromotion: null,
    engagement: round(clamp(drawNormal(random, 7, 1.4), 0, 10), 0.1),
    trainingDays: round(clamp(drawNormal(random, 5, 3), 0, 20), 0.5),
    remoteShare: REMOTE_SHARES[drawIndex(random, remote)],
  };
}

/** Lets the stay unfold: promotion, leaving, or neither until the table. */
function live(
  random: Random,
  company: Company,
  person: Person,
  hired: number,
  asOf: number,
) {
  const promoted = 1 + drawExponential(random, company.promotionRate);
  const { time, reason } = drawLeaving(random, company, person, promoted);
  const days = Math.max(1, Math.ceil(time * DAYS_PER_YEAR));
  const last = Math.min(asOf, hired + days - 1);
  if (hired + days - 1 <= asOf) {
    person.left = isoDate(last);
    person.reason = REASONS[reason];
  }
  const tenure = (last - hired + 1) / DAYS_PER_YEAR;
  const since = promoted < tenure ? tenure - promoted : tenure;
  // Cut, not rounded: nobody can be longer without promotion than here.
  person.monthsSincePromotion = Math.floor(since * 120) / 10;
}

/** Draws when and why someone would leave, were there no end to the table. */
function drawLeaving(
  random: Random,
  company: Company,
  person: Person,
  promoted: number,
): { time: number; reason: number } {
  const factors = REASONS.map((reason) =>
    relativeHazard(company, person, reason)
  );
  const changes = [
    STALL_YEARS,
    promoted,
    promoted + STALL_YEARS,
    Infinity,
  ];
  const ends = [...BASELINE_STEPS.slice(1), ...changes].sort((a, b) => a - b);
  let start = 0;
  for (const end of ends) {
    const step = BASELINE_STEPS.findLastIndex((from) => from <= start);
    const since = start < promoted ? start : start - promoted;
    const stalled = since >= STALL_YEARS;
    const rates = REASONS.map((reason, k) =>
      company.baseline[reason][step] * factors[k] *
      (stalled ? company.hazardRatios[reason].stalled ?? 1 : 1)
    );
    const rate = rates.reduce((a, b) => a + b);
    const time = start + drawExponential(random, rate);
    if (time < end) return { time, reason: drawIndex(random, rates) };
    start = end;
  }
  throw new RangeError("Every baseline hazard is 0: nobody would ever leave");
}

/** ∏ ratio ^ (value − reference) over the effects that are fixed. */
function relativeHazard(
  company: Company,
  person: Person,
  reason: typeof REASONS[number],
): number {
  let logarithm = 0;
  const ratios = Object.entries(company.hazardRatios[reason]);
  for (const [effect, ratio] of ratios as [Effect, number][]) {
    if (effect === "stalled") continue;
    const { value, reference } = EFFECTS[effect];
    logarithm += Math.log(ratio) * (value(person)! - reference);
  }
  return Math.exp(logarithm);
}

const clamp = (value: number, low: number, high: number) =>
  Math.min(high, Math.max(low, value));

/** To the nearest multiple of `unit`, free of noise in the last digits. */
const round = (value: number, unit: number) =>
  Number((Math.round(value / unit) * unit).toFixed(1));
