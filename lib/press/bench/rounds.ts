/**
 * Measures one part: contestants take turns, so that what disturbs the machine
 * disturbs all of them.
 *
 * @module
 */
import type { Contestant } from "./contestants.ts";
import type { Part } from "./parts.ts";
import { type PartRun, type Result, threadWords } from "./results.ts";
import { ContestantError, Running } from "./running.ts";

/** Steps that a median needs at least. */
const ENOUGH = 15;
/** And of a contestant that takes seconds a step. */
const ENOUGH_SLOW = 3;
/** A pause between two, in which the threads of the first go to sleep. */
const PAUSE = 100;

/** How to measure. */
export interface Rounds {
  contestants: Contestant[];
  /** Names of the cases. */
  cases: string[];
  /** Threads to measure with, one after the other, the fewest first. */
  threads: number[];
  /** Turns of each contestant. */
  rounds: number;
  signal: AbortSignal;
  /** Told what is measured and who has the turn, in words. */
  onProgress: (heading: string, detail: string) => void;
}

/**
 * Measures a part. Each contestant is started once a number of threads, warms
 * up, and then runs some steps in each round.
 *
 * @param part What to measure.
 * @param run Receives each result as soon as it is there, so that what was
 * measured is not lost when the rest is not.
 * @param options Who, how often, and how to be stopped.
 * @throws The signal's reason, when it stopped the run.
 */
export async function measure(
  part: Part,
  run: PartRun,
  options: Rounds,
): Promise<void> {
  const { contestants, threads } = options;
  const wanted = contestants.filter(({ parts }) => parts.includes(part.id));
  for (const { id, name, remedy } of wanted) {
    if (remedy) run.absent.push({ id, name, remedy });
  }
  for (const [i, count] of threads.entries()) {
    await takeTurns(part, run, {
      ...options,
      threads: count,
      contestants: wanted.filter(({ remedy, oneThread }) =>
        !remedy && (i === 0 || !oneThread)
      ),
    });
  }
}

/** Rounds with one number of threads. */
async function takeTurns(
  part: Part,
  run: PartRun,
  options: Omit<Rounds, "threads"> & { threads: number },
): Promise<void> {
  const { contestants, cases, threads, rounds, signal, onProgress } = options;
  const title = `${part.title}, ${threadWords(threads)}`;
  const racing = new Map<Contestant, Running>();
  const stop = () => racing.forEach((running) => void running.close());
  signal.addEventListener("abort", stop);
  try {
    for (const contestant of contestants) {
      signal.throwIfAborted();
      onProgress(title, `${contestant.name} warms up`);
      await guarded(contestant, async () => {
        const count = contestant.oneThread ? 1 : threads;
        racing.set(contestant, await Running.start(contestant, part, count));
      });
    }
    for (let round = 0; round < rounds; round++) {
      for (const name of cases) {
        for (const [contestant, running] of racing) {
          signal.throwIfAborted();
          const steps = stepsIn(round, rounds, part, contestant);
          if (steps === 0) continue;
          onProgress(
            title,
            `round ${round + 1} of ${rounds}, ${contestant.name}`,
          );
          await guarded(contestant, async () => {
            const times = await running.time(name, steps);
            keep(contestant, running, name, times);
          });
          await new Promise((done) => setTimeout(done, PAUSE));
        }
      }
    }
  } finally {
    signal.removeEventListener("abort", stop);
    await Promise.all([...racing.values()].map((one) => one.close()));
  }

  /** One that fails is out of the race; the others go on. */
  async function guarded(contestant: Contestant, act: () => Promise<void>) {
    try {
      await act();
    } catch (error) {
      // Ctrl-C reaches the contestant too, perhaps before it reaches us.
      await new Promise((done) => setTimeout(done, PAUSE));
      signal.throwIfAborted();
      if (!(error instanceof ContestantError)) throw error;
      await racing.get(contestant)?.close();
      racing.delete(contestant);
      const { id, name } = contestant;
      run.absent.push({ id, name, failure: error.message });
    }
  }

  function keep(
    { id, name, oneThread }: Contestant,
    running: Running,
    of: string,
    times: number[],
  ) {
    const { version } = running.ready;
    let result: Result | undefined = run.results.find((one) =>
      one.id === id && one.case === of && one.threads === threads
    );
    if (!result) {
      const alone = oneThread && threads > 1 ? { oneThread } : {};
      result = {
        ...{ id, name, version, case: of, threads, ...alone },
        milliseconds: [],
      };
      run.results.push(result);
    }
    result.milliseconds.push(...times.map((ms) => Number(ms.toPrecision(5))));
  }
}

/** Steps of a contestant in a round, so that all rounds give enough. */
export function stepsIn(
  round: number,
  rounds: number,
  { id, steps }: Part,
  { slow = [] }: Contestant,
): number {
  if (!slow.includes(id)) return Math.max(steps, Math.ceil(ENOUGH / rounds));
  const before = Math.ceil(ENOUGH_SLOW * round / rounds);
  return Math.ceil(ENOUGH_SLOW * (round + 1) / rounds) - before;
}
