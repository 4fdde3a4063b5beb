import { sigmoid, softplus } from "./activations.ts";

/**
 * Scalar automatic differentiation, reverse mode.
 *
 * A `Value` is a number that remembers which values it was computed from, and
 * how fast it changes with each of them (the local derivative, worked out while
 * computing). `backward` walks the graph from the result to the inputs and
 * multiplies local derivatives along every path, adding where paths meet. That
 * is the chain rule, and all there is to it.
 *
 * The idea of a one-class teaching engine is from Andrej Karpathy's micrograd;
 * the method is surveyed in Baydin et al., *Automatic Differentiation in Machine
 * Learning* (JMLR 18, 2018).
 *
 * @example
 * ```ts
 * const x = new Value(3);
 * const y = x.mul(x).add(1); // y = x² + 1
 * y.backward();
 * x.grad; // dy/dx = 2x = 6
 * ```
 */
export class Value {
  /** The number itself. */
  readonly data: number;
  /** d(result)/d(this), filled in by `backward` on the result. */
  grad = 0;
  readonly #inputs: readonly Edge[];

  /**
   * @param data The number.
   * @param inputs What it was computed from; none for an input of the program.
   * @throws {TypeError} When `data` is not a number.
   */
  constructor(data: number, inputs: readonly Edge[] = []) {
    if (typeof data !== "number") {
      throw new TypeError(`A Value holds a number, got ${typeof data}`);
    }
    this.data = data;
    this.#inputs = inputs;
  }

  /** Lets a plain number stand wherever a value is wanted. */
  static of(x: Value | number): Value {
    return x instanceof Value ? x : new Value(x);
  }

  /** Adds up values; the empty sum is 0. */
  static sum(values: readonly Value[]): Value {
    const total = values.reduce((sum, { data }) => sum + data, 0);
    return new Value(total, values.map((value) => [value, 1]));
  }

  // Each operation below, on a = this and b, states its result y and, beside
  // each input, the derivative of y with respect to that input.

  /** a + b */
  add(other: Value | number): Value {
    const b = Value.of(other);
    return new Value(this.data + b.data, [[this, 1], [b, 1]]);
  }

  /** a − b */
  sub(other: Value | number): Value {
    const b = Value.of(other);
    return new Value(this.data - b.data, [[this, 1], [b, -1]]);
  }

  /** a · b */
  mul(other: Value | number): Value {
    const b = Value.of(other);
    return new Value(this.data * b.data, [[this, b.data], [b, this.data]]);
  }

  /** a / b */
  div(other: Value | number): Value {
    const b = Value.of(other);
    const y = this.data / b.data;
    return new Value(y, [[this, 1 / b.data], [b, -y / b.data]]);
  }

  /**
   * aⁿ for a constant n.
   *
   * @throws {TypeError} When `n` is not a number: write `a.log().mul(n).exp()`.
   */
  pow(n: number): Value {
    if (typeof n !== "number") {
      throw new TypeError(
        `pow() takes a constant exponent, got ${typeof n}; ` +
          "for a power that varies write a.log().mul(n).exp()",
      );
    }
    // For n = 0 the derivative is 0, also at a = 0 where the formula gives NaN.
    const slope = n === 0 ? 0 : n * this.data ** (n - 1);
    return new Value(this.data ** n, [[this, slope]]);
  }

  /** −a */
  neg(): Value {
    return new Value(-this.data, [[this, -1]]);
  }

  /** eᵃ; overflows to Infinity above a ≈ 709.78. */
  exp(): Value {
    const y = Math.exp(this.data);
    return new Value(y, [[this, y]]);
  }

  /** Natural logarithm; −Infinity at 0, NaN below. */
  log(): Value {
    return new Value(Math.log(this.data), [[this, 1 / this.data]]);
  }

  /** Hyperbolic tangent. */
  tanh(): Value {
    const y = Math.tanh(this.data);
    return new Value(y, [[this, 1 - y * y]]);
  }

  /** σ(a) = 1 / (1 + e⁻ᵃ) */
  sigmoid(): Value {
    const y = sigmoid(this.data);
    return new Value(y, [[this, y * (1 - y)]]);
  }

  /** max(0, a); the derivative at 0 is taken as 0. */
  relu(): Value {
    return new Value(Math.max(0, this.data), [[this, this.data > 0 ? 1 : 0]]);
  }

  /** log(1 + eᵃ), computed without overflow. */
  softplus(): Value {
    return new Value(softplus(this.data), [[this, sigmoid(this.data)]]);
  }

  /**
   * Sets `grad` of every value this one depends on to d(this)/d(that value).
   *
   * Inputs of the program add to the `grad` they already hold, so the gradients
   * of several results can be summed; values in between start from 0.
   */
  backward(): void {
    const order = this.#inputsFirst();
    for (const value of order) if (value.#inputs.length > 0) value.grad = 0;
    this.grad = 1;
    for (const value of order.reverse()) {
      for (const [input, slope] of value.#inputs) {
        input.grad += slope * value.grad;
      }
    }
  }

  /** Every value this one depends on, and itself, each after its inputs. */
  #inputsFirst(): Value[] {
    const order: Value[] = [];
    const seen = new Set<Value>([this]);
    // A stack of our own: recursion would overflow on a graph 10,000 deep.
    const stack: { value: Value; next: number }[] = [{ value: this, next: 0 }];
    while (stack.length > 0) {
      const top = stack[stack.length - 1];
      const edge = top.value.#inputs[top.next++];
      if (edge === undefined) {
        order.push(top.value);
        stack.pop();
      } else if (!seen.has(edge[0])) {
        seen.add(edge[0]);
        stack.push({ value: edge[0], next: 0 });
      }
    }
    return order;
  }
}

/** An input of a value, and the derivative of the value with respect to it. */
export type Edge = readonly [input: Value, slope: number];
