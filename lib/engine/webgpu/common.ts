/**
 * Functions that every shader has.
 *
 * WGSL leaves it to the driver what comes out where an intermediate result is
 * infinite or not a number, and some drivers compute tanh as a ratio of two
 * exponentials that overflow. These two take e to a power that is never positive,
 * so nothing overflows:
 *
 *     σ(a) = 1 / (1 + e^−a)  for a ≥ 0,   σ(a) = e^a / (1 + e^a)  for a < 0
 *     tanh |a| = (1 − e^−2|a|) / (1 + e^−2|a|),   tanh −a = −tanh a
 */
export const common = /* wgsl */ `
fn sigmoid(a: vec4f) -> vec4f {
  let e = exp(-abs(a));
  return select(e, vec4f(1.0), a >= vec4f()) / (1.0 + e);
}

fn tanhOf(a: vec4f) -> vec4f {
  let e = exp(-2.0 * abs(a));
  let t = (1.0 - e) / (1.0 + e);
  return select(-t, t, a >= vec4f());
}

// By the bits, since a comparison with NaN is the driver's to define as well.
fn isFinite(a: f32) -> bool {
  return (bitcast<u32>(a) & 0x7f800000) != 0x7f800000;
}
`;
