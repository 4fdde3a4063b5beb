/**
 * Made-up results of a machine that does not exist, for the tests.
 *
 * @module
 */
import type { ContestantId } from "../../../lib/press/bench/contestants.ts";
import type {
  Bench,
  PartRun,
  Result,
} from "../../../lib/press/bench/results.ts";

/** A result whose median is `ms` and whose fastest step is half of that. */
export function result(
  id: ContestantId,
  name: string,
  ms: number,
  more: Partial<Result> = {},
): Result {
  return {
    ...{ id, name, version: "1.0", case: "step", threads: 2 },
    milliseconds: [ms, ms / 2, ms * 4],
    ...more,
  };
}

/** A part's run. */
export function run(...results: Result[]): PartRun {
  const date = "2026-01-31T12:00:00Z";
  return { date, deno: "2.9.6", load: 0, results, absent: [] };
}

/** Results of two parts. */
export const sample: Bench = {
  machine: {
    cpu: "Test CPU <1>",
    cores: 2,
    vectors: "AVX2",
    memory: 8,
    system: "linux x86_64",
  },
  parts: {
    lstm: {
      ...run(
        result("engine", "Our engine", 100),
        result("engine", "Our engine", 180, { threads: 1 }),
        result("tfjs", "Stock tfjs", 9000, { threads: 1 }),
        result("keras", "Keras (TensorFlow)", 90),
        result("keras", "Keras (TensorFlow)", 120, { threads: 1 }),
      ),
      load: 1.5,
      absent: [{ id: "torch", name: "PyTorch", remedy: "pip install it" }],
    },
    sgemm: run(
      result("engine", "Our engine", 4, { case: "512" }),
      result("onnxruntime", "onnxruntime-web", 8, { case: "512" }),
      result("engine", "Our engine", 30, { case: "1024" }),
      result("onnxruntime", "onnxruntime-web", 30, { case: "1024" }),
    ),
  },
};
