/**
 * Proves the grader on a made-up class: right, wrong and hostile submissions
 * whose marks are known, graded by the program that instructors run.
 *
 * ```
 * deno run -A tests/press/grade/prove.ts 500
 * ```
 *
 * @module
 */
import { exercises } from "../../../lib/exercises/answer_key.ts";
import { runTrials } from "../../../lib/exercises/run_cases.ts";
import type { Exercise } from "../../../lib/exercises/spec.ts";
import { ROOT } from "../../../lib/press/files.ts";
import { type Mark, setPaper } from "../../../lib/press/grade/mark.ts";
import { type Bait, BREACH } from "./attack.ts";
import { hostile } from "./hostile.ts";
import { watchMemory } from "./memory.ts";
import { type Program, right, wrong } from "./programs.ts";

/** What a proof found. */
export interface Proof {
  readonly submissions: number;
  /** Submissions of each kind. */
  readonly kinds: Record<Kind, number>;
  /** One line for each mark that is not the deserved one. */
  readonly wrongMarks: readonly string[];
  readonly seconds: number;
  /** Bytes in memory at the worst moment: grader and submissions together. */
  readonly peak: number;
  /** The same, of the largest submission alone. */
  readonly largest: number;
}

type Kind = "right" | "wrong" | "hostile";

interface Handed {
  readonly learner: string;
  readonly exercise: Exercise;
  readonly kind: Kind;
  readonly program: Program;
}

const SEED = "proof";
const GRADE = new URL("lib/press/grade/cli.ts", ROOT).pathname;

/**
 * Makes a class, grades it and compares the marks with the deserved ones.
 *
 * @param count How many submissions, a third of each kind.
 * @param options Passed on to `deno task grade`.
 */
export async function prove(
  count: number,
  options: readonly string[] = [],
): Promise<Proof> {
  const folder = await Deno.makeTempDir();
  try {
    const bait = { file: `${folder}/secret.ts`, port: 9 };
    await Deno.writeTextFile(bait.file, `export const secret = "${BREACH}";`);
    const handed = await makeClass(count, bait);
    for (const { learner, exercise, program } of handed) {
      await Deno.mkdir(`${folder}/class/${learner}`, { recursive: true });
      const path = `${folder}/class/${learner}/${exercise.id}.ts`;
      await Deno.writeTextFile(path, program.source);
    }
    const started = performance.now();
    const grader = new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "-A",
        GRADE,
        "class",
        `--seed=${SEED}`,
        ...options,
      ],
      cwd: folder,
      stdout: "null",
      stderr: import.meta.main ? "inherit" : "null",
    }).spawn();
    const memory = watchMemory(grader.pid);
    const { code } = await grader.status;
    const seconds = (performance.now() - started) / 1000;
    const { peak, largest } = memory.stop();
    if (code !== 0) throw new Error(`The grader ended with status ${code}`);
    const marks = await readMarks(`${folder}/grades.json`);
    return {
      submissions: handed.length,
      kinds: {
        right: handed.filter(({ kind }) => kind === "right").length,
        wrong: handed.filter(({ kind }) => kind === "wrong").length,
        hostile: handed.filter(({ kind }) => kind === "hostile").length,
      },
      wrongMarks: await compareMarks(handed, marks),
      seconds,
      peak,
      largest,
    };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Each learner does each exercise once; the kinds take turns. */
async function makeClass(count: number, bait: Bait): Promise<Handed[]> {
  const handed: Handed[] = [];
  const turns = { right: 0, wrong: 0, hostile: 0 };
  for (let i = 0; i < count; i++) {
    const exercise = exercises[i % exercises.length];
    const number = Math.floor(i / exercises.length);
    const kind = (["right", "wrong", "hostile"] as const)[(i + number) % 3];
    const programs = kind === "right"
      ? [right(exercise)]
      : kind === "wrong"
      ? await wrong(exercise)
      : hostile(exercise, bait);
    const program = programs[turns[kind]++ % programs.length];
    handed.push({ learner: `learner-${number}`, exercise, kind, program });
  }
  return handed;
}

async function readMarks(path: string): Promise<Map<string, Mark>> {
  const { learners } = JSON.parse(await Deno.readTextFile(path)) as {
    learners: { learner: string; marks: Mark[] }[];
  };
  return new Map(
    learners.flatMap(({ learner, marks }) =>
      marks.map((mark) => [`${learner} ${mark.exercise}`, mark])
    ),
  );
}

async function compareMarks(
  handed: readonly Handed[],
  marks: ReadonlyMap<string, Mark>,
): Promise<string[]> {
  const faults: string[] = [];
  for (const { learner, exercise, program } of handed) {
    const mark = marks.get(`${learner} ${exercise.id}`)!;
    const deserved = await deservedBy(program, exercise);
    const told = JSON.stringify(mark).includes(BREACH);
    if (mark.passed === deserved && !told) continue;
    faults.push(
      `${learner} ${exercise.id} (${program.name}): ${mark.passed} of ` +
        `${mark.total}, deserved ${deserved}${told ? ", got through" : ""}`,
    );
  }
  return faults;
}

/** How many trials a program deserves to pass. */
async function deservedBy({ deserves }: Program, exercise: Exercise) {
  const { trials } = await setPaper(exercise, SEED);
  if (deserves === "all") return trials.length;
  if (deserves === "none") return 0;
  const outcomes = await runTrials(trials, deserves);
  return outcomes.filter(({ problem }) => problem === null).length;
}

if (import.meta.main) {
  const [count, ...options] = Deno.args;
  const proof = await prove(Number(count ?? 500), options);
  const { submissions, kinds, wrongMarks, seconds, peak, largest } = proof;
  for (const line of wrongMarks) console.log(line);
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;
  console.log(
    `${submissions} submissions (${kinds.right} right, ${kinds.wrong} wrong, ` +
      `${kinds.hostile} hostile): ${wrongMarks.length} wrong marks\n` +
      `${seconds.toFixed(1)} s, ${
        (submissions / seconds).toFixed(1)
      } a second\n` +
      `At most ${megabytes(peak)} in all, ${megabytes(largest)} in one ` +
      `submission`,
  );
  Deno.exit(wrongMarks.length > 0 ? 1 : 0);
}
