/** One number the staffing plan rests on, with how far it may be off. */
export interface PlanAssumption {
  readonly value: number;
  /** A careful reader's lowest and highest; both within reason. */
  readonly low: number;
  readonly high: number;
  readonly unit: string;
  /** Ids in `data/talent/figures.json`; none means: judgement, not measured. */
  readonly sources: readonly string[];
}

/** Four projects whose people, months and compute were published or estimated. */
const PROJECTS = [
  "contributors-gpt3",
  "months-gpt3",
  "contributors-opt",
  "months-opt",
  "contributors-gpt4",
  "months-gpt4",
  "contributor-share",
  "full-time-gemini-ultra",
  "months-gemini-ultra",
] as const;

/**
 * Everything the staffing plan assumes.
 *
 * Those with sources follow from published figures, the rest is judgement.
 * Replace any of them by your own.
 */
export const ASSUMPTIONS = {
  /** Share of the GPUs' peak that reaches the model, breaks included. */
  utilisation: {
    value: 0.38,
    low: 0.32,
    high: 0.48,
    unit: "share of peak",
    sources: ["run-bloom-176b", "run-llama-65b", "run-llama-3.1-405b"],
  },
  /** Work on the model itself, for 3e23 operations: the size of GPT-3. */
  workAtReference: {
    value: 40,
    low: 20,
    high: 80,
    unit: "person-months",
    sources: PROJECTS,
  },
  /** That work grows as compute to this power: 0.72 is fivefold for tenfold. */
  workExponent: {
    value: 0.72,
    low: 0.5,
    high: 0.95,
    unit: "power of compute",
    sources: PROJECTS,
  },
  /** Share of that work in data and evaluation. */
  dataShare: {
    value: 0.45,
    low: 0.3,
    high: 0.5,
    unit: "share of model work",
    sources: ["gpt4-pretraining", "gpt4-alignment", "gpt4-evaluation"],
  },
  /** Share of that work in design and research; the rest keeps it running. */
  researchShare: {
    value: 0.3,
    low: 0.2,
    high: 0.35,
    unit: "share of model work",
    sources: [],
  },
  /** Building the product around the model once. */
  platform: {
    value: 24,
    low: 12,
    high: 48,
    unit: "person-months",
    sources: [],
  },
  /** How often a running job is interrupted. */
  interruptions: {
    value: 0.001,
    low: 0.00047,
    high: 0.0018,
    unit: "per GPU and day",
    sources: [
      "llama3-interruptions",
      "llama3-run-days",
      "llama3-gpus",
      "opt-manual-restarts",
      "opt-automatic-restarts",
      "opt-gpus",
    ],
  },
  /** Work of one person per interruption, most of them being automatic. */
  hoursPerInterruption: {
    value: 0.5,
    low: 0.1,
    high: 2,
    unit: "hours",
    sources: [],
  },
  /** Share of working time left for the project: not leave, illness, other work. */
  focus: { value: 0.8, low: 0.65, high: 0.9, unit: "share", sources: [] },
  /** From application to first day. */
  daysToHire: {
    value: 49,
    low: 42,
    high: 90,
    unit: "days",
    sources: ["days-to-fill-shrm", "days-to-hire-engineering"],
  },
  /** A newcomer works at half speed for so long. */
  rampMonths: { value: 3, low: 1, high: 6, unit: "months", sources: [] },
  /** Others for whom one product manager can be there. */
  peoplePerProductManager: {
    value: 10,
    low: 6,
    high: 15,
    unit: "people",
    sources: [],
  },
  /** Share of people still there two years later. */
  retention: {
    value: 0.67,
    low: 0.64,
    high: 0.8,
    unit: "share after 2 years",
    sources: [
      "retention-openai",
      "retention-meta",
      "retention-anthropic",
    ],
  },
  /** Share of offers that are accepted. */
  acceptance: {
    value: 0.806,
    low: 0.7,
    high: 0.827,
    unit: "share of offers",
    sources: ["offers-rejected-technical", "offers-rejected-all"],
  },
} as const satisfies Record<string, PlanAssumption>;

/** The name of an assumption. */
export type AssumptionId = keyof typeof ASSUMPTIONS;
/** A value for every assumption. */
export type Assumed = Readonly<Record<AssumptionId, number>>;

/** The names of the assumptions, in order. */
export const ASSUMPTION_IDS = Object.keys(ASSUMPTIONS) as AssumptionId[];

/**
 * The assumptions' own values, some of them replaced.
 *
 * @param own The reader's values.
 * @throws {RangeError} When a value is not above 0.
 */
export function assume(own: Partial<Assumed> = {}): Assumed {
  const assumed = {} as Record<AssumptionId, number>;
  for (const id of ASSUMPTION_IDS) {
    const value = own[id] ?? ASSUMPTIONS[id].value;
    if (!(value > 0 && Number.isFinite(value))) {
      throw new RangeError(
        `The assumption \`${id}\` must be a number above 0, got ${value}`,
      );
    }
    assumed[id] = value;
  }
  return assumed;
}
