import type { Role } from "../people/person.ts";
import { assume, type Assumed } from "./assumptions.ts";
import { type TrainingNeed, trainingNeed } from "./training_plan.ts";

/** What is to be trained, with which machines, and by when. */
export interface TrainingProject {
  /** Parameters that work on each token. */
  readonly parameters: number;
  readonly tokens: number;
  readonly gpus: number;
  /** Operations per second one GPU could do at most. */
  readonly peakFlops: number;
  /** Months from today to the day it must be done. */
  readonly months: number;
  readonly pricePerGpuHour?: number;
  /** People already there, whom nobody needs to hire. */
  readonly have?: Partial<Record<Role, number>>;
}

/** What one role has to do, and how many people that takes. */
export interface StaffingRow {
  readonly role: Role;
  /** Work before rounding to whole people. */
  readonly personMonths: number;
  /** People needed at their desks. */
  readonly needed: number;
  /** People to have at the start, so that `needed` are expected at the end. */
  readonly start: number;
  readonly hires: number;
  /** Offers to make, so that `hires` are expected to say yes. */
  readonly offers: number;
  /** The chance that `needed` of the `start` are still there at the end. */
  readonly filled: number;
}

/** A staffing plan. */
export interface StaffingPlan {
  readonly need: TrainingNeed;
  /** Months left for preparing, once hiring, ramp-up and the run are taken off. */
  readonly window: number;
  /** People a round-the-clock watch of the run takes, over both roles that share it. */
  readonly watch: number;
  readonly interruptionsPerDay: number;
  readonly rows: readonly StaffingRow[];
  /** People needed, all roles. */
  readonly total: number;
  /** The chance that nobody of them leaves before the end. */
  readonly nobodyLeaves: number;
  /** The chance that every role is `filled` at the end, each on its own. */
  readonly allFilled: number;
}

/** The size for which `workAtReference` holds. */
const REFERENCE_FLOPS = 3e23;
const DAYS_PER_MONTH = 365.25 / 12;
const HOURS_PER_WEEK = 40;
const WATCH_HOURS_PER_WEEK = 168;

/**
 * Whom a training plan needs.
 *
 * 1. The run's length follows from 6ND operations.
 * 2. Work on the model grows as a power of compute, fitted to four published
 *    projects, and is split into data and evaluation, research, and keeping the
 *    machines busy. The product around it is built once.
 * 3. That work has to fit in the months left, at the share of time people
 *    really have.
 * 4. The run is watched day and night: 168 hours a week, shared by the
 *    deep-learning experts and the ML engineers.
 * 5. Some leave on the way (a constant monthly hazard that gives the two-year
 *    retention) and some decline: so hire and offer more.
 *
 * @param project What is to be trained, and by when.
 * @param own Assumptions to replace: see `ASSUMPTIONS`.
 * @throws {RangeError} When the run and the hiring leave no time to prepare.
 */
export function staffingPlan(
  project: TrainingProject,
  own: Partial<Assumed> = {},
): StaffingPlan {
  const a = assume(own);
  const need = trainingNeed({ ...project, utilisation: a.utilisation });
  const runMonths = need.days / DAYS_PER_MONTH;
  const settled = project.months - a.daysToHire / DAYS_PER_MONTH -
    a.rampMonths / 2;
  const window = settled - runMonths;
  if (!(window > 0)) {
    throw new RangeError(
      `${project.months} months are too short: hiring and starting up take ` +
        `${(project.months - settled).toFixed(1)} and the run ` +
        `${runMonths.toFixed(1)}. Take more GPUs or a later date`,
    );
  }

  const model = a.workAtReference *
    (need.flops / REFERENCE_FLOPS) ** a.workExponent;
  const data = model * a.dataShare;
  const research = model * a.researchShare;
  const engineering = Math.max(0, model - data - research);
  const watch = Math.ceil(WATCH_HOURS_PER_WEEK / HOURS_PER_WEEK / a.focus);
  const interruptionsPerDay = project.gpus * a.interruptions;
  const repair = Math.ceil(
    interruptionsPerDay * 7 * a.hoursPerInterruption / HOURS_PER_WEEK / a.focus,
  );

  const people = (work: number, months: number) =>
    Math.ceil(work / (months * a.focus));
  const experts = people(research, window);
  const scientists = people(data, window);
  const engineers = Math.max(
    people(engineering, window),
    watch - experts,
    repair,
  );
  const developers = people(a.platform, settled);
  const makers = experts + engineers + scientists + developers;
  const managers = Math.ceil(makers / a.peoplePerProductManager);

  const stay = a.retention ** (project.months / 24);
  const row = (role: Role, personMonths: number, needed: number) => {
    const start = Math.ceil(needed / stay);
    const hires = Math.max(0, start - (project.have?.[role] ?? 0));
    const offers = Math.ceil(hires / a.acceptance);
    const filled = atLeast(needed, start, stay);
    return { role, personMonths, needed, start, hires, offers, filled };
  };
  const total = makers + managers;
  const rows = [
    row("deep-learning-expert", research, experts),
    row("ml-engineer", engineering, engineers),
    row("data-scientist", data, scientists),
    row("software-engineer", a.platform, developers),
    row("product-manager", managers * project.months, managers),
  ];
  return {
    need,
    window,
    watch,
    interruptionsPerDay,
    rows,
    total,
    nobodyLeaves: stay ** total,
    allFilled: rows.reduce((chance, { filled }) => chance * filled, 1),
  };
}

/** The chance that at least k of n stay, each with chance p (binomial). */
function atLeast(k: number, n: number, p: number): number {
  let exactly = p ** n; // all n of them
  let sum = 0;
  for (let stayed = n; stayed >= k; stayed--) {
    sum += exactly;
    exactly *= stayed / (n - stayed + 1) * (1 - p) / p;
  }
  return Math.min(1, sum);
}
