import { BARS, judge } from "../../../lib/press/bench/bars.ts";
import { ratioOfTimes, reading } from "../../../lib/press/bench/reading.ts";
import { operations, PARTS } from "../../../lib/press/bench/parts.ts";
import {
  absentLines,
  barsTable,
  missedLines,
  timesTable,
} from "../../../lib/press/bench/report.ts";
import {
  geometricMean,
  gflopsPerCore,
  median,
  ratioWords,
  threadCounts,
} from "../../../lib/press/bench/results.ts";
import { DISPLAY, type Display } from "@course/viz";
import {
  assertAlmostEquals,
  assertEquals,
  assertStringIncludes,
} from "../../assert.ts";
import { result, run, sample } from "./sample.ts";

const lstm = sample.parts.lstm!, sgemm = sample.parts.sgemm!;
const text = (shown?: Display) => String(shown?.[DISPLAY]()["text/plain"]);

Deno.test("median() is the middle, or the mean of the two in the middle", () => {
  assertEquals(median([3]), 3);
  assertEquals(median([10, 1, 2]), 2);
  assertEquals(median([4, 1, 2, 100]), 3);
});

Deno.test("geometricMean() of a ratio and its inverse is 1", () => {
  assertAlmostEquals(geometricMean([0.5, 2]), 1, 1e-12);
});

Deno.test("ratioWords() writes small ratios as fractions", () => {
  assertEquals(
    [1.254, 0.2, 0.1667, 1 / 30, 1 / 47.4].map(ratioWords),
    ["1.25", "0.20", "1/6.0", "1/30", "1/47"],
  );
});

Deno.test("threadCounts() goes from few to many", () => {
  assertEquals(threadCounts(lstm), [1, 2]);
});

Deno.test("operations() counts those of a product alone", () => {
  assertEquals(operations("sgemm", "512"), 2 * 512 ** 3);
  assertEquals(operations("sgemm", "LSTM state"), 2 * 32 * 128 * 512);
  assertEquals(operations("lstm", "step"), undefined);
});

Deno.test("gflopsPerCore() shares the rate among the cores that were used", () => {
  const times = { case: "512", milliseconds: [10] };
  const rate = 2 * 512 ** 3 / 10 / 1e6;
  const two = result("engine", "E", 0, times);
  assertAlmostEquals(gflopsPerCore("sgemm", two)!, rate / 2, 1e-9);
  const alone = { ...two, oneThread: true };
  assertAlmostEquals(gflopsPerCore("sgemm", alone)!, rate, 1e-9);
});

Deno.test("ratioOfTimes() compares the same case and threads only", () => {
  const pair = { of: "engine", against: "keras" } as const;
  assertEquals(ratioOfTimes(lstm, { ...pair, threads: 2 }), 100 / 90);
  assertEquals(ratioOfTimes(lstm, { ...pair, threads: 1 }), 1.5);
  const stock = { of: "engine", against: "tfjs" } as const;
  assertEquals(ratioOfTimes(lstm, { ...stock, threads: 2 }), undefined);
  assertAlmostEquals(
    ratioOfTimes(sgemm, {
      of: "engine",
      against: "onnxruntime",
      threads: 2,
    })!,
    Math.sqrt(0.5),
    1e-12,
  );
});

Deno.test("judge() says met up to the bar and missed beyond it", () => {
  const at = (ms: number) =>
    judge({
      parts: {
        lstm: run(
          result("engine", "E", ms),
          result("keras", "K", 100),
        ),
      },
    }).map(({ met, aimMet, ratio, fastest }) => [met, aimMet, ratio, fastest]);
  assertEquals(at(100), [[true, true, 1, 1]]);
  assertEquals(at(125), [[true, false, 1.25, 1.25]]);
  assertEquals(at(126), [[false, false, 1.26, 1.26]]);
});

Deno.test("judge() holds a promise for each number of threads", () => {
  const verdicts = judge(sample).map(({ bar, threads, met }) =>
    `${bar.title}, ${threads}: ${met}`
  );
  assertEquals(verdicts, [
    "LSTM step, WASM, against Keras, 1: false",
    "LSTM step, WASM, against Keras, 2: true",
    "LSTM step, WASM, against stock tfjs, 1: true",
    "Products, WASM, against onnxruntime-web, 2: true",
  ]);
});

Deno.test("each promise is about a part and a case that there are", () => {
  for (const bar of BARS) {
    const part = PARTS.find(({ id }) => id === bar.part)!;
    if (bar.case) assertEquals(part.cases.includes(bar.case), true, bar.title);
  }
});

Deno.test("barsTable() shows the bar, the ratio and the verdict", () => {
  const shown = text(barsTable(sample));
  assertStringIncludes(shown, "1.50");
  assertStringIncludes(shown, "1.25     missed, aim 1.00 missed");
  assertStringIncludes(shown, "1/50");
  assertEquals(barsTable({ parts: {} }), undefined);
});

Deno.test("missedLines() says why, once, and only of what was missed", () => {
  const against = (other: number) => ({
    parts: {
      lstm: run(
        result("engine", "E", 100, { threads: 1 }),
        result("engine", "E", 100, { threads: 2 }),
        result("tfjs", "Stock tfjs", other, { threads: 1 }),
        result("tfjs", "Stock tfjs", other, { threads: 2 }),
      ),
    },
  });
  const [line, ...more] = missedLines(against(2900));
  assertStringIncludes(line, "against stock tfjs: our step is mostly matrix");
  assertEquals([more, missedLines(against(3100))], [[], []]);
});

Deno.test("timesTable() measures everyone in our time", () => {
  const shown = text(timesTable(PARTS[0], lstm, 1));
  assertStringIncludes(shown, "A training step of the LSTM, 1 thread");
  assertEquals(/Stock tfjs +9,000 .* 50/.test(shown), true, shown);
  const products = text(timesTable(PARTS[2], sgemm, 2));
  assertEquals(/512 +Our engine +4 .*33\.\d/.test(products), true, products);
});

Deno.test("reading() says what the ratios are", () => {
  assertEquals(
    reading(PARTS[0], lstm, 1),
    "With one thread our engine takes 1/50 of the time of Stock tfjs and " +
      "1.50 times that of Keras (TensorFlow).",
  );
  assertEquals(
    reading(PARTS[2], sgemm, 2),
    "With 2 threads our engine takes, over all cases, 0.71 of the time of " +
      "onnxruntime-web.",
  );
  assertEquals(reading(PARTS[0], run(), 2), "");
});

Deno.test("absentLines() names the remedy or the failure", () => {
  assertEquals(absentLines(lstm), [
    "PyTorch is not on this machine. To bring it: pip install it",
  ]);
  const absent = [{ id: "torch", name: "PyTorch", failure: "ended early" }];
  assertEquals(
    absentLines({ ...lstm, absent } as typeof lstm),
    ["PyTorch was stopped. ended early"],
  );
});
