/**
 * Sourced public figures: what was measured, by whom, when, and where it was
 * seen.
 *
 * @module
 */

/** Where a number comes from. */
export interface Source {
  readonly id: string;
  /** Year of publication. */
  readonly year: number;
  readonly title: string;
  readonly publisher: string;
  readonly link: string;
  /** Where the number was read. */
  readonly seen: string;
}

/** One published number. */
export interface Figure extends Source {
  readonly topic: string;
  /** The number; `null` when the source gives a range only. */
  readonly value: number | null;
  /** Lowest and highest; `null` when the source gives one number only. */
  readonly range: readonly [low: number, high: number] | null;
  readonly unit: string;
  /** What exactly it measures. */
  readonly measures: string;
  /** True when it was read in the source's own text, not in a retelling. */
  readonly firsthand: boolean;
}

/** One published training run. */
export interface TrainingRun extends Source {
  readonly model: string;
  readonly developer: string;
  readonly parameters: number;
  readonly tokens: number;
  /** Operations as published; `null` when they were not. */
  readonly flops: number | null;
  /** GPU-hours as published; `null` when they were not. */
  readonly gpuHours: number | null;
  /** The GPU and its peak, operations per second. */
  readonly gpu: string | null;
  readonly peakFlops: number | null;
}

/** How many people a model's makers name. */
export interface ModelTeam extends Source {
  readonly model: string;
  readonly developer: string;
  readonly flops: number;
  readonly people: number;
  /** Authors of the paper, or everybody on a list of contributors. */
  readonly counted: "authors" | "contributors";
}

/** Thrown by {@linkcode loadFigures}: lists everything that is wrong at once. */
export class FiguresError extends Error {
  override readonly name = "FiguresError";

  constructor(readonly problems: readonly string[]) {
    super(
      `The figures have ${problems.length} problem` +
        `${problems.length === 1 ? "" : "s"}:\n` + problems.join("\n"),
    );
  }
}

/** The figures of `data/talent/figures.json`. */
export class Figures {
  constructor(
    readonly figures: readonly Figure[],
    readonly runs: readonly TrainingRun[],
    readonly teams: readonly ModelTeam[],
  ) {}

  /** Figures on one topic, in the file's order. */
  topic(topic: string): Figure[] {
    return this.figures.filter((figure) => figure.topic === topic);
  }

  /**
   * @param id A figure's id.
   * @throws {RangeError} When there is no such figure.
   */
  get(id: string): Figure {
    const figure = this.figures.find((figure) => figure.id === id);
    if (figure) return figure;
    throw new RangeError(`There is no figure "${id}"`);
  }

  /**
   * The number of a figure.
   *
   * @param id A figure's id.
   * @throws {RangeError} When there is no such figure, or only a range.
   */
  value(id: string): number {
    const { value, range } = this.get(id);
    if (value !== null) return value;
    throw new RangeError(
      `The figure "${id}" is a range, ${range?.join(" to ")}: choose`,
    );
  }

  /**
   * The lowest and highest number of a figure; twice its value when the source
   * gives no range.
   *
   * @param id A figure's id.
   */
  range(id: string): readonly [low: number, high: number] {
    const { value, range } = this.get(id);
    return range ?? [value as number, value as number];
  }

  /**
   * Where a figure, a run or a team comes from, in Markdown:
   * `[Publisher (year), Title](link)`.
   *
   * @param id The id of a figure, a run or a team.
   * @throws {RangeError} When there is no such source.
   */
  cite(id: string): string {
    const source = [...this.figures, ...this.runs, ...this.teams]
      .find((source) => source.id === id);
    if (!source) throw new RangeError(`There is no source "${id}"`);
    const { publisher, year, title, link } = source;
    return `[${publisher} (${year}), *${title}*](${link})`;
  }
}

const WORDS = ["id", "title", "publisher", "link", "seen"];
const FIELDS: Record<string, { words: string[]; numbers: string[] }> = {
  figures: { words: ["topic", "unit", "measures"], numbers: [] },
  runs: { words: ["model", "developer"], numbers: ["parameters", "tokens"] },
  teams: {
    words: ["model", "developer", "counted"],
    numbers: ["flops", "people"],
  },
};

/**
 * Reads the figures.
 *
 * @param text The content of `data/talent/figures.json`.
 * @throws {FiguresError} When a field is missing or wrong; all at once.
 */
export function loadFigures(text: string): Figures {
  const file = JSON.parse(text) as Record<string, Record<string, unknown>[]>;
  const problems: string[] = [];
  const ids = new Set<unknown>();
  for (const [list, { words, numbers }] of Object.entries(FIELDS)) {
    if (!Array.isArray(file[list])) {
      problems.push(`The file has no list "${list}"`);
      continue;
    }
    for (const [i, entry] of file[list].entries()) {
      const wrong = (what: string) =>
        problems.push(`${list}[${i}] (${entry.id ?? "no id"}): ${what}`);
      for (const key of [...WORDS, ...words]) {
        if (typeof entry[key] !== "string" || entry[key] === "") {
          wrong(`"${key}" must be a text`);
        }
      }
      for (const key of numbers) {
        if (!(Number(entry[key]) > 0)) wrong(`"${key}" must be above 0`);
      }
      if (!/^https:\/\/[^\s/]+\.[^\s]+$/.test(String(entry.link))) {
        wrong(`"link" must begin with https://, got ${entry.link}`);
      }
      const year = entry.year as number;
      if (!(Number.isInteger(year) && year >= 1980 && year <= 2100)) {
        wrong(`"year" must be a year, got ${entry.year}`);
      }
      if (ids.has(entry.id)) wrong("another entry has the same id");
      ids.add(entry.id);
      if (list === "figures") checkNumber(entry, wrong);
    }
  }
  if (problems.length > 0) throw new FiguresError(problems);
  const optional = (entry: Record<string, unknown>, ...keys: string[]) => ({
    ...Object.fromEntries(keys.map((key) => [key, null])),
    ...entry,
  });
  return new Figures(
    file.figures.map((entry) => optional(entry, "value", "range")) as never,
    file.runs.map((entry) =>
      optional(entry, "flops", "gpuHours", "gpu", "peakFlops")
    ) as never,
    file.teams as never,
  );
}

/** A value, or a range, or a value inside its range. */
function checkNumber(
  entry: Record<string, unknown>,
  wrong: (what: string) => void,
): void {
  const { value, range, firsthand } = entry;
  if (typeof firsthand !== "boolean") {
    wrong('"firsthand" must be true or false');
  }
  if (value === undefined && range === undefined) {
    return wrong('it needs a "value", a "range" or both');
  }
  if (value !== undefined && !Number.isFinite(value)) {
    wrong(`"value" must be a number, got ${value}`);
  }
  if (range === undefined) return;
  const [low, high] = Array.isArray(range) ? range : [];
  if (!(low < high)) {
    wrong(`"range" must be [low, high], got ${JSON.stringify(range)}`);
  } else if (
    value !== undefined && !(low <= Number(value) && Number(value) <= high)
  ) {
    wrong(`the value ${value} lies outside its range ${low} to ${high}`);
  }
}
