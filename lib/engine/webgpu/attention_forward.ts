import { attentionHead, fetchTile, put } from "./attention_code.ts";

/**
 * Attention, forward, in WGSL. Specification: `attentionForward` in
 * `plain/attention.ts`; how the work is dealt out: `attention_code.ts`.
 *
 *     qkv [B, T, 3C], mask? [B, T] → out [B, T, C], logSumExp [B, heads, T]
 *
 * An invocation has a query and meets the keys. It cannot know the largest
 * score before it has met them all, so it keeps the largest so far, M, and
 * sums of e^(s − M) and e^(s − M)·v. A score above M makes a new M, and what
 * was summed up shrinks by e^(old M − new M), a factor that all its terms lack
 * (Milakov and Gimelshein 2018). At the end
 *
 *     out = Σ e^(s − M)·v / Σ e^(s − M)        logSumExp = M + log Σ e^(s − M)
 */
export const attentionForwardCode = (masked: boolean) => /* wgsl */ `
${attentionHead(["qkv"], masked)}
fn run(group: u32, lane: u32) {
  let at = placeOf(group);
  let query = at.first + lane;
  var q = Vector();
  var sums = Vector();
  var sum = 0.0;
  var largest = -3.4e38;
  var none = true;
  if (query < given.time) {
    for (var i = 0u; i < QUADS; i++) {
      q[i] = take_qkv(inputAt(at, query), i) / sqrt(f32(D));
    }
  }
  // No query of a causal block sees past the block.
  let end = select(given.time, min(given.time, at.first + THREADS), CAUSAL);
  for (var start = 0u; start < end; start += TILE) {
    ${
  fetchTile(
    "take_qkv(inputAt(at, position) + C, i)",
    "take_qkv(inputAt(at, position) + 2 * C, i)",
  )
}
    for (var n = 0u; n < count; n++) {
      if (!sees(at.row, query, start + n)) { continue; }
      var s = 0.0;
      for (var i = 0u; i < QUADS; i++) { s += dot(q[i], one[n * QUADS + i]); }
      none = false;
      if (s > largest) {
        let shrink = exp(largest - s);
        sum *= shrink;
        for (var i = 0u; i < QUADS; i++) { sums[i] *= shrink; }
        largest = s;
      }
      let weight = exp(s - largest);
      sum += weight;
      for (var i = 0u; i < QUADS; i++) {
        sums[i] += weight * two[n * QUADS + i];
      }
    }
  }
  if (query >= given.time) { return; }
  // A query that sees nothing answers zeros.
  let scale = select(1 / sum, 0.0, none);
  logSumExp[numberAt(at, query)] = select(largest + log(sum), 0.0, none);
  let to = answerAt(at, query);
  ${put("sums", "out", "to", "scale")}
}
`;
