import { attentionHead, fetchTile, put } from "./attention_code.ts";

/**
 * Attention, backward to the queries, in WGSL. Specification and derivation:
 * `attentionBackward` in `plain/attention.ts`.
 *
 *     qkv, out, logSumExp, dy [B, T, C], mask?
 *     → dqkv [B, T, 3C], the part of q; along [B, heads, T]
 *
 * An invocation has a query t and meets the keys j:
 *
 *     P = e^(s − logSumExp)      dS = P·(dO_t·v_j − D_t)      dq = Σ dS·k/√d
 *
 * `along` is D_t = dO_t·O_t, kept for the other pass. A gradient of keys and
 * values sums over queries, so it is a pass of its own: WGSL cannot add to a
 * float that other invocations add to as well.
 */
export const attentionQueriesCode = (masked: boolean) => /* wgsl */ `
${attentionHead(["qkv", "dy", "answer"], masked)}
fn run(group: u32, lane: u32) {
  let at = placeOf(group);
  let query = at.first + lane;
  let scale = 1 / sqrt(f32(D));
  var q = Vector();
  var d = Vector(); // dO
  var dq = Vector();
  var total = 0.0; // logSumExp
  var dWithO = 0.0;
  if (query < given.time) {
    for (var i = 0u; i < QUADS; i++) {
      q[i] = take_qkv(inputAt(at, query), i) * scale;
      d[i] = take_dy(answerAt(at, query), i);
      dWithO += dot(d[i], take_answer(answerAt(at, query), i));
    }
    total = logSumExp[numberAt(at, query)];
    along[numberAt(at, query)] = dWithO;
  }
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
      var dp = 0.0;
      for (var i = 0u; i < QUADS; i++) {
        s += dot(q[i], one[n * QUADS + i]);
        dp += dot(d[i], two[n * QUADS + i]);
      }
      let ds = exp(s - total) * (dp - dWithO);
      for (var i = 0u; i < QUADS; i++) { dq[i] += ds * one[n * QUADS + i]; }
    }
  }
  if (query >= given.time) { return; }
  let to = inputAt(at, query);
  ${put("dq", "dqkv", "to", "scale")}
}
`;

/**
 * Attention, backward to the keys and values, in WGSL.
 *
 *     qkv, logSumExp, along [B, heads, T], dy, mask?
 *     → dqkv [B, T, 3C], the parts of k and v
 *
 * An invocation has a key j and meets the queries t:
 *
 *     dk = Σ dS·q_t/√d        dv = Σ P·dO_t
 */
export const attentionKeysCode = (masked: boolean) => /* wgsl */ `
${attentionHead(["qkv", "dy"], masked)}
fn run(group: u32, lane: u32) {
  let at = placeOf(group);
  let key = at.first + lane;
  let scale = 1 / sqrt(f32(D));
  var k = Vector();
  var v = Vector();
  var dk = Vector();
  var dv = Vector();
  if (key < given.time) {
    for (var i = 0u; i < QUADS; i++) {
      k[i] = take_qkv(inputAt(at, key) + C, i) * scale;
      v[i] = take_qkv(inputAt(at, key) + 2 * C, i);
    }
  }
  let end = given.time;
  // No key of a causal block is seen from before the block.
  for (var start = select(0u, at.first, CAUSAL); start < end; start += TILE) {
    ${
  fetchTile(
    "take_qkv(inputAt(at, position), i)",
    "take_dy(answerAt(at, position), i)",
  )
}
    for (var n = 0u; n < count; n++) {
      let query = start + n;
      if (key >= given.time || !sees(at.row, query, key)) { continue; }
      var s = 0.0;
      var dp = 0.0;
      for (var i = 0u; i < QUADS; i++) {
        s += dot(k[i], one[n * QUADS + i]);
        dp += dot(v[i], two[n * QUADS + i]);
      }
      let p = exp(s - logSumExp[numberAt(at, query)]);
      let ds = p * (dp - along[numberAt(at, query)]);
      for (var i = 0u; i < QUADS; i++) {
        dk[i] += ds * one[n * QUADS + i];
        dv[i] += p * two[n * QUADS + i];
      }
    }
  }
  if (key >= given.time) { return; }
  let to = inputAt(at, key) + C;
  ${put("dk", "dqkv", "to", "scale")}
  ${put("dv", "dqkv", "to + C", "1.0")}
}
`;
