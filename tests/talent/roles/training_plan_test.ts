import { loadFigures } from "../../../lib/talent/figures/mod.ts";
import {
  gpusForDeadline,
  impliedUtilisation,
  trainingFlops,
  trainingNeed,
} from "../../../lib/talent/roles/mod.ts";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertThrows,
} from "../../assert.ts";

const { runs } = loadFigures(Deno.readTextFileSync(
  new URL("../../../data/talent/figures.json", import.meta.url),
));

Deno.test("trainingFlops() is within 13 % of what four papers published", () => {
  const published = runs.filter((run) => run.flops !== null);
  assertEquals(published.length, 4);
  for (const { model, parameters, tokens, flops } of published) {
    const ratio = trainingFlops(parameters, tokens) / flops!;
    assert(Math.abs(ratio - 1) < 0.13, `${model}: ${ratio}`);
  }
});

Deno.test("impliedUtilisation() of three published runs is a third to a half", () => {
  const used = runs.filter((run) => run.gpuHours !== null).map((run) =>
    impliedUtilisation({
      parameters: run.parameters,
      tokens: run.tokens,
      gpuHours: run.gpuHours!,
      peakFlops: run.peakFlops!,
    })
  );
  // 6 · 176.247e9 · 366e9 / (1,082,990 h · 3600 · 312e12), and so on.
  assertEquals(used.map((share) => share.toFixed(3)), [
    "0.318",
    "0.477",
    "0.345",
  ]);
});

const plan = {
  parameters: 1e9,
  tokens: 2e10,
  gpus: 10,
  peakFlops: 1e14,
  utilisation: 0.4,
};

Deno.test("trainingNeed() follows 6ND by hand", () => {
  const need = trainingNeed({ ...plan, pricePerGpuHour: 2 });
  assertEquals(need.flops, 1.2e20);
  assertAlmostEquals(need.gpuHours, 1.2e20 / 4e13 / 3600, 1e-9);
  assertAlmostEquals(need.days, need.gpuHours / 240, 1e-12);
  assertAlmostEquals(need.cost!, 2 * need.gpuHours, 1e-9);
  assertEquals(trainingNeed(plan).cost, null);
});

Deno.test("gpusForDeadline() finishes in time, and one fewer does not", () => {
  const gpus = gpusForDeadline(plan, 3);
  assert(trainingNeed({ ...plan, gpus }).days <= 3);
  assert(trainingNeed({ ...plan, gpus: gpus - 1 }).days > 3);
});

Deno.test("trainingNeed() refuses percent for a share, and nothing for a number", () => {
  assertThrows(
    () => trainingNeed({ ...plan, utilisation: 40 }),
    RangeError,
    "write 40 % as 0.4",
  );
  for (const key of ["parameters", "tokens", "gpus", "peakFlops"]) {
    for (const value of [0, -1, NaN, Infinity]) {
      assertThrows(
        () => trainingNeed({ ...plan, [key]: value }),
        RangeError,
        `\`${key}\` must be a number above 0, got ${value}`,
      );
    }
  }
});
