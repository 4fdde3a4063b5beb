import { autograd, checkGradient, sigmoid, Value } from "../../lib/nn/mod.ts";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertLess,
  assertThrows,
} from "../assert.ts";

Deno.test("Value agrees with the worked example of micrograd's README", () => {
  // Numbers printed at github.com/karpathy/micrograd, four decimals.
  const a = new Value(-4), b = new Value(2);
  let c = a.add(b), d = a.mul(b).add(b.pow(3));
  c = c.add(c).add(1);
  c = c.add(c).add(1).sub(a);
  d = d.add(d.mul(2)).add(b.add(a).relu());
  d = d.add(d.mul(3)).add(b.sub(a).relu());
  const f = c.sub(d).pow(2);
  const g = f.div(2).add(new Value(10).div(f));
  g.backward();
  assertAlmostEquals(g.data, 24.7041, 5e-5);
  assertAlmostEquals(a.grad, 138.8338, 5e-5);
  assertAlmostEquals(b.grad, 645.5773, 5e-5);
});

Deno.test("Value agrees with a 50-digit reference on a mixed program", () => {
  // f = log(1 + e^xy) · tanh x · (1 + e^−y) + x³ − e^−y at (0.7, −1.3);
  // values by mpmath 1.3, 50 digits, mp.diff.
  const x = new Value(0.7), y = new Value(-1.3);
  const f = x.mul(y).exp().add(1).log().mul(x.tanh()).div(y.sigmoid())
    .add(x.pow(3)).sub(y.neg().exp());
  f.backward();
  assertAlmostEquals(f.data, -2.3716978031152171, 1e-14);
  assertAlmostEquals(x.grad, 1.4196938177688499, 1e-14);
  assertAlmostEquals(y.grad, 3.4860734283664211, 1e-14);
});

const unary: Record<string, (x: Value) => Value> = {
  neg: (x) => x.neg(),
  exp: (x) => x.exp(),
  tanh: (x) => x.tanh(),
  sigmoid: (x) => x.sigmoid(),
  relu: (x) => x.relu(),
  softplus: (x) => x.softplus(),
  "pow 3": (x) => x.pow(3),
  "pow −2": (x) => x.pow(-2),
  "x + x": (x) => x.add(x),
  "x · x": (x) => x.mul(x),
  "2 − x": (x) => new Value(2).sub(x),
  "2 / x": (x) => new Value(2).div(x),
  "x / (1 + x²)": (x) => x.div(x.mul(x).add(1)),
};

for (const [name, f] of Object.entries(unary)) {
  Deno.test(`Value ${name} has the gradient that finite differences see`, () => {
    for (const x of [-3, -0.5, 0.1, 2]) {
      const exact = autograd(([x]) => f(x), [x]);
      const { maxDifference } = checkGradient(exact, ([x]) => f(x), [x]);
      assertLess(maxDifference, 1e-8 * Math.max(1, Math.abs(exact[0])));
    }
  });
}

Deno.test("Value log and fractional powers have the right gradient", () => {
  for (const x of [0.1, 0.5, 2, 40]) {
    assertAlmostEquals(autograd(([x]) => x.log(), [x])[0], 1 / x, 1e-15);
    assertAlmostEquals(
      autograd(([x]) => x.pow(0.5), [x])[0],
      0.5 / Math.sqrt(x),
      1e-15,
    );
  }
});

Deno.test("Value adds up gradients where paths meet", () => {
  const x = new Value(3);
  const twice = x.mul(2);
  twice.mul(twice).add(x).backward(); // 4x² + x
  assertEquals(x.grad, 25);
});

Deno.test("Value.sum() sends its gradient to every term", () => {
  const terms = [1, 2, 3].map((x) => new Value(x));
  const total = Value.sum([...terms, terms[0]]);
  total.backward();
  assertEquals(total.data, 7);
  assertEquals(terms.map(({ grad }) => grad), [2, 1, 1]);
  assertEquals(Value.sum([]).data, 0);
});

Deno.test("backward() sums the gradients of two results in the inputs", () => {
  const x = new Value(2);
  const square = x.mul(x);
  square.mul(3).backward(); // 6x = 12
  square.mul(x).backward(); // 3x² = 12
  assertEquals(x.grad, 24);
});

Deno.test("backward() gives the same gradient again on the same graph", () => {
  const x = new Value(2);
  const y = x.mul(x).mul(x);
  y.backward();
  assertEquals(x.grad, 12);
  x.grad = 0;
  y.backward();
  assertEquals(x.grad, 12);
});

Deno.test("backward() goes through a graph 100,000 deep", () => {
  const x = new Value(1);
  let y = x;
  for (let i = 0; i < 100_000; i++) y = y.add(1);
  y.backward();
  assertEquals(y.data, 100_001);
  assertEquals(x.grad, 1);
});

Deno.test("backward() visits each value of a doubling graph once", () => {
  const x = new Value(1);
  let y = x;
  for (let i = 0; i < 60; i++) y = y.add(y); // 2⁶⁰ paths
  y.backward();
  assertEquals(x.grad, 2 ** 60);
});

Deno.test("Value stays finite at extreme inputs where the function does", () => {
  for (const x of [-800, 800]) {
    assertEquals(autograd(([x]) => x.softplus(), [x]), [sigmoid(x)]);
    assertEquals(autograd(([x]) => x.tanh(), [x]), [0]);
    assertEquals(autograd(([x]) => x.sigmoid(), [x]), [0]);
  }
  assertEquals(new Value(800).softplus().data, 800);
  assertEquals(new Value(-800).sigmoid().data, 0);
});

Deno.test("Value follows IEEE arithmetic where the function does not", () => {
  assertEquals(new Value(800).exp().data, Infinity);
  assertEquals(new Value(0).log().data, -Infinity);
  assert(Number.isNaN(new Value(-1).log().data));
});

Deno.test("pow() with exponent 0 has gradient 0, also at 0", () => {
  assertEquals(autograd(([x]) => x.pow(0), [0]), [0]);
});

Deno.test("relu() has gradient 0 at 0", () => {
  assertEquals(autograd(([x]) => x.relu(), [0]), [0]);
});

Deno.test("Value refuses what is not a number", () => {
  assertThrows(() => new Value("3" as unknown as number), TypeError, "string");
  assertThrows(
    () => new Value(2).pow(new Value(2) as unknown as number),
    TypeError,
    "a.log().mul(n).exp()",
  );
});
