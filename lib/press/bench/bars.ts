/**
 * What the engine promises: its time against another's, in the same run and
 * with the same threads.
 *
 * @module
 */
import type { ContestantId } from "./contestants.ts";
import type { PartId } from "./parts.ts";
import { ratioOfTimes } from "./reading.ts";
import { type Bench, threadCounts } from "./results.ts";

/** A promise. */
export interface Bar {
  part: PartId;
  /** The promise in words. */
  title: string;
  /** Whose time, and whose it is divided by. */
  of: ContestantId;
  against: ContestantId;
  /** The one case it is about; without it, the geometric mean of all. */
  case?: string;
  /** The ratio of times may be this at most. */
  atMost: number;
  /** What we would like it to be. */
  aim?: number;
  /** What stands in the way, where that is known: said when it was missed. */
  why?: string;
}

/** All promises, part by part. */
export const BARS: Bar[] = [
  {
    part: "lstm",
    title: "LSTM step, WASM, against Keras",
    of: "engine",
    against: "keras",
    case: "step",
    atMost: 1.25,
    aim: 1,
  },
  {
    part: "lstm",
    title: "LSTM step, native product, against Keras",
    of: "engine-native",
    against: "keras",
    case: "step",
    atMost: 0.75,
  },
  {
    part: "lstm",
    title: "LSTM step, native product, against PyTorch",
    of: "engine-native",
    against: "torch",
    case: "step",
    atMost: Infinity,
    aim: 1,
  },
  {
    part: "lstm",
    title: "LSTM step, WASM, against stock tfjs",
    of: "engine",
    against: "tfjs",
    case: "step",
    atMost: 1 / 30,
    why:
      "our step is mostly matrix products, 5 GFLOP of them, and close to what " +
      "WebAssembly's vectors can do. How many times faster that is depends " +
      "on stock tfjs, which a processor may suit more or less: this step " +
      "took it 4 to 11 s on those that we tried",
  },
  {
    part: "transformer",
    title: "Transformer step, WASM, against Keras",
    of: "engine",
    against: "keras",
    case: "step",
    atMost: 2,
    aim: 1,
    why: "the step is mostly matrix products, and Keras's use vectors of 256 " +
      "bits or more, where WebAssembly has 128",
  },
  {
    part: "transformer",
    title: "Transformer step, WASM, against stock tfjs",
    of: "engine",
    against: "tfjs",
    case: "step",
    atMost: 1 / 6,
  },
  {
    part: "sgemm",
    title: "Products, WASM, against onnxruntime-web",
    of: "engine",
    against: "onnxruntime",
    atMost: 1 / 1.2,
  },
  {
    part: "inference",
    title: "LSTM's answer, batch 1, WASM, against onnxruntime-web",
    of: "engine",
    against: "onnxruntime",
    case: "batch 1",
    atMost: 1,
    why: "each step of one review needs the step before and is too short to " +
      "share, so a second thread has little to do",
  },
];

/** A promise held against a run. */
export interface Verdict {
  bar: Bar;
  threads: number;
  /** Ratio of the median times: the one that counts. */
  ratio: number;
  /** Ratio of the fastest times, which a busy machine disturbs least. */
  fastest: number;
  met: boolean;
  /** Left out where there is no aim. */
  aimMet?: boolean;
}

/**
 * Holds every promise against what was measured.
 *
 * @param bench Results of one machine.
 * @returns A verdict for each promise and number of threads for which both
 * times are there.
 */
export function judge({ parts }: Pick<Bench, "parts">): Verdict[] {
  return BARS.flatMap((bar) => {
    const run = parts[bar.part];
    if (!run) return [];
    return threadCounts(run).flatMap((threads): Verdict[] => {
      const ratio = ratioOfTimes(run, { ...bar, threads });
      const fastest = ratioOfTimes(run, { ...bar, threads }, best);
      if (ratio === undefined || fastest === undefined) return [];
      return [{
        bar,
        threads,
        ratio,
        fastest,
        met: ratio <= bar.atMost,
        ...bar.aim === undefined ? {} : { aimMet: ratio <= bar.aim },
      }];
    });
  });
}

const best = (times: number[]) => Math.min(...times);
