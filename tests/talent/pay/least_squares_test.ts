import {
  coefficientInterval,
  leastSquares,
} from "../../../lib/talent/pay/mod.ts";
import { assert, assertAlmostEquals, assertThrows } from "../../assert.ts";
import { wageColumns, wages } from "./wage_records.ts";

/** Holds each number to six digits. */
function assertSixDigits(got: number[], expected: number[]) {
  assert(got.length === expected.length);
  for (const [i, value] of expected.entries()) {
    assertAlmostEquals(got[i], value, Math.abs(value) * 1e-6);
  }
}

// Longley's data and its certified results: National Institute of Standards
// and Technology, Statistical Reference Datasets,
// https://www.itl.nist.gov/div898/strd/lls/data/Longley.shtml (public domain).
const LONGLEY = [
  [60323, 83.0, 234289, 2356, 1590, 107608, 1947],
  [61122, 88.5, 259426, 2325, 1456, 108632, 1948],
  [60171, 88.2, 258054, 3682, 1616, 109773, 1949],
  [61187, 89.5, 284599, 3351, 1650, 110929, 1950],
  [63221, 96.2, 328975, 2099, 3099, 112075, 1951],
  [63639, 98.1, 346999, 1932, 3594, 113270, 1952],
  [64989, 99.0, 365385, 1870, 3547, 115094, 1953],
  [63761, 100.0, 363112, 3578, 3350, 116219, 1954],
  [66019, 101.2, 397469, 2904, 3048, 117388, 1955],
  [67857, 104.6, 419180, 2822, 2857, 118734, 1956],
  [68169, 108.4, 442769, 2936, 2798, 120445, 1957],
  [66513, 110.8, 444546, 4681, 2637, 121950, 1958],
  [68655, 112.6, 482704, 3813, 2552, 123366, 1959],
  [69564, 114.2, 502601, 3931, 2514, 125368, 1960],
  [69331, 115.7, 518173, 4806, 2572, 127852, 1961],
  [70551, 116.9, 554894, 4007, 2827, 130081, 1962],
];

Deno.test("leastSquares() agrees with NIST's certified values for Longley", () => {
  const column = (j: number) => LONGLEY.map((row) => row[j]);
  const fit = leastSquares(column(0), {
    deflator: column(1),
    product: column(2),
    unemployed: column(3),
    army: column(4),
    population: column(5),
    year: column(6),
  });
  assertSixDigits(fit.coefficients.map((c) => c.estimate), [
    -3482258.63459582,
    15.0618722713733,
    -0.035819179292591,
    -2.02022980381683,
    -1.03322686717359,
    -0.0511041056535807,
    1829.15146461355,
  ]);
  assertSixDigits(fit.coefficients.map((c) => c.classic), [
    890420.383607373,
    84.9149257747669,
    0.0334910077722432,
    0.488399681651699,
    0.214274163161675,
    0.22607320006937,
    455.478499142212,
  ]);
  assertSixDigits([fit.sigma, fit.r2], [304.854073561965, 0.995479004577296]);
});

// Python: sm.OLS(log(wage), add_constant(...)).fit(cov_type="HC1" or "HC3"),
// statsmodels 0.15.0, with union and married put right as loadWages() does.
Deno.test("leastSquares() agrees with statsmodels on the wage records", () => {
  const fit = leastSquares(wages.map((w) => Math.log(w.wage)), {
    education: wageColumns.education,
    experience: wageColumns.experience,
    experience2: wageColumns.experience2,
    female: wages.map((w) => +w.female),
    union: wageColumns.union,
    south: wageColumns.south,
  });
  const of = (key: "estimate" | "classic" | "hc1" | "hc3") =>
    fit.coefficients.map((coefficient) => coefficient[key]);
  assertSixDigits(of("estimate"), [
    0.6560625770254892,
    0.0880628106674451,
    0.0336258076126561,
    -0.0005097842351272,
    -0.23373885625828422,
    0.1916024458594128,
    -0.10243405341310408,
  ]);
  assertSixDigits(of("classic"), [
    0.12147986829183847,
    0.007935351521249088,
    0.005360499922241853,
    0.00011774947747924169,
    0.03856139703470317,
    0.050427022166992755,
    0.04221000456036967,
  ]);
  assertSixDigits(of("hc1"), [
    0.12372898461453345,
    0.00817141323870944,
    0.006009629806035166,
    0.00013052747849487056,
    0.03903503745332022,
    0.04592558494363979,
    0.04283570985342072,
  ]);
  assertSixDigits(of("hc3"), [
    0.12574789294047248,
    0.00827671072946077,
    0.006123644031183409,
    0.000133874006025043,
    0.03933203697801624,
    0.04646655014511718,
    0.043208872844677344,
  ]);
  assertSixDigits(
    [fit.r2, fit.sigma, Math.max(...fit.leverage)],
    [0.32506558286379295, 0.4360245381833451, 0.08883470239641877],
  );
});

// Python: sm.OLS(...).fit().conf_int(), statsmodels 0.15.0, two degrees of
// freedom, where the normal distribution would be far too sure.
Deno.test("coefficientInterval() agrees with statsmodels on four points", () => {
  const compute = [3.14e23, 4.3e23, 2.1e25, 5e25].map((c) =>
    Math.log10(c / 3e23)
  );
  const work = [25 * 0.285 * 8.3, 19 * 0.285 * 6.3, 284 * 0.285 * 12, 117 * 12]
    .map(Math.log10);
  const fit = leastSquares(work, { compute });
  const [low, high] = coefficientInterval(fit, "compute", 0.95, "classic");
  assertAlmostEquals(low, 0.32679277, 1e-8);
  assertAlmostEquals(high, 1.10481552, 1e-8);
  assertThrows(
    () => coefficientInterval(fit, "memory"),
    RangeError,
    'no coefficient "memory"',
  );
});

Deno.test("leastSquares() names a column that is a mixture of others", () => {
  const x = [1, 2, 3, 4, 5, 6];
  const z = [2, 1, 2, 1, 2, 2];
  assertThrows(
    () =>
      leastSquares(x, { x, z, both: x.map((value, i) => value + 2 * z[i]) }),
    RangeError,
    'The column "both" is a mixture of constant, x, z: leave it out',
  );
  assertThrows(
    () => leastSquares(x, { z, same: [7, 7, 7, 7, 7, 7] }),
    RangeError,
    'The column "same" is a mixture of constant, z',
  );
});

Deno.test("leastSquares() names the row and column of a gap in the data", () => {
  assertThrows(
    () => leastSquares([1, 2, 3, 4], { pay: [1, 2, NaN, 5] }),
    TypeError,
    'The column "pay" has NaN in row 2',
  );
  assertThrows(
    () => leastSquares([1, 2, 3, 4], { pay: [1, 2] }),
    TypeError,
    'The column "pay" has 2 rows, y has 4',
  );
});

Deno.test("leastSquares() refuses a column that rests on one row", () => {
  assertThrows(
    () => leastSquares([1, 2, 3, 5], { alone: [0, 0, 1, 0] }),
    RangeError,
    "Row 2 alone decides a coefficient",
  );
});

Deno.test("leastSquares() refuses fewer rows than it needs", () => {
  assertThrows(
    () => leastSquares([1, 2], { a: [1, 3] }),
    RangeError,
    "2 coefficients need more than 2 rows, got 2",
  );
});
