/**
 * WGSL that makes one number of those that the invocations of a workgroup have,
 * and tells it to all. Half of the numbers are added to the other half, then a
 * quarter to a quarter: log2(THREADS) rounds, THREADS being a power of two. The
 * order is always the same, so the sum is too.
 *
 * @param name The function's name; it takes `lane` and the number.
 * @param operation Sum or largest.
 */
export const reduction = (name: string, operation: "+" | "max") => /* wgsl */ `
var<workgroup> ${name}_: array<f32, THREADS>;
fn ${name}(lane: u32, x: f32) -> f32 {
  ${name}_[lane] = x;
  workgroupBarrier();
  for (var half = THREADS / 2; half > 0; half /= 2) {
    if (lane < half) {
      let other = ${name}_[lane + half];
      ${name}_[lane] = ${
  operation === "+" ? `${name}_[lane] + other` : `max(${name}_[lane], other)`
};
    }
    workgroupBarrier();
  }
  let all = ${name}_[0];
  workgroupBarrier(); // all have read it, so it may be called again
  return all;
}
`;
