/** Below this a number is written in powers of ten, as in `4.25e-18`. */
const TINY = 1e-6;
/** From here on, too. */
const HUGE = 1e15;

/**
 * Writes a column of numbers so that they can be compared at a glance.
 *
 * - Numbers that are not whole share one number of decimals, where they are of
 *   like size; zeros that end all of them are left out.
 * - Whole numbers get these decimals, too, where most of the column has them or
 *   all are of one size. An exact 0 stays 0.
 * - In a column of very different sizes each number is written by itself.
 * - Thousands are set apart, except in a column of years (1900 to 2100).
 * - The minus is the real one, −, except in an exponent.
 *
 * @param values a column; what is not a number is written as text
 * @param digits significant digits of the largest number that is not whole
 * @returns one text per value; `null` and `undefined` give an empty one
 */
export function formatColumn(values: unknown[], digits: number): string[] {
  const numbers = values.filter((value) => typeof value === "number");
  const plain = numbers.filter((v) =>
    Math.abs(v) >= TINY && Math.abs(v) < HUGE
  );
  const broken = plain.filter((v) => !Number.isInteger(v));
  const alike = spread(plain) <= (broken.length === plain.length ? 3 : 2);
  const padded = alike && broken.length > 0 &&
    (broken.length > plain.length / 2 || spread(plain) <= 1);
  const shared = alike ? decimals(padded ? plain : broken, digits) : undefined;
  const years = numbers.length > 0 &&
    numbers.every((v) => Number.isInteger(v) && v >= 1900 && v <= 2100);

  return values.map((value) => {
    if (value === null || value === undefined) return "";
    if (typeof value === "bigint") return group(value.toString());
    if (typeof value !== "number") return String(value);
    if (value === 0 || !Number.isFinite(value)) return minus(String(value));
    const size = Math.abs(value);
    if (size < TINY || size >= HUGE) return power(value, digits);
    if (Number.isInteger(value) && !padded) {
      return years ? String(value) : group(value.toFixed(0));
    }
    return group(value.toFixed(shared ?? decimals([value], digits)));
  });
}

/**
 * The decimals that give the largest number its digits and the smallest at
 * least two, less the zeros that all of them would end with.
 */
function decimals(numbers: number[], digits: number): number {
  const orders = numbers.map(order);
  const [low, high] = [Math.min(...orders), Math.max(...orders)];
  const most = Math.max(0, digits - 1 - high, low < 0 ? 1 - low : 0);
  const needed = numbers.map((v) => {
    let places = 0;
    while (places < most && !isNear(v, Number(v.toFixed(places)))) places++;
    return places;
  });
  return Math.max(0, ...needed);
}

/** Whether two numbers differ by no more than rounding may leave. */
function isNear(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.abs(a);
}

/** The power of ten a number begins with: 0 for 7.5, −2 for 0.03. */
function order(value: number): number {
  return Math.floor(Math.log10(Math.abs(value)));
}

function spread(numbers: number[]): number {
  const orders = numbers.map(order);
  return Math.max(...orders) - Math.min(...orders);
}

/** A very small or large number: what matters of it is its order. */
function power(value: number, digits: number): string {
  const text = value.toExponential(Math.min(digits, 3) - 1);
  return minus(text.replace(/\.?0+e/, "e"));
}

function group(text: string): string {
  const [whole, ...rest] = text.split(".");
  return minus([whole.replace(/\B(?=(\d{3})+$)/g, ","), ...rest].join("."));
}

function minus(text: string): string {
  return text.replace(/^-/, "−");
}
