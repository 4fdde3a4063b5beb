/**
 * What the three shaders of attention share.
 *
 * Each walks along one axis of the matrix of T by T, which nobody holds: an
 * invocation has one position of its own (a query, or, for the gradients of
 * keys and values, a key), and meets all positions of the other kind one after
 * another. A workgroup has THREADS positions of one head of one row of the
 * batch. The others come in tiles of TILE positions, which the workgroup
 * fetches together into its own memory, so that each is fetched once for
 * THREADS invocations (Dao et al. 2022).
 *
 * A head's vector has D numbers, held as QUADS vec4s; those past D are zero and
 * add nothing to a product.
 *
 * @param tensors Names of those whose vectors it takes; `take_x(start, i)`
 * answers the i-th vec4 of the vector that starts at x[start].
 * @param masked Whether there is a mask.
 */
export const attentionHead = (
  tensors: string[],
  masked: boolean,
) => /* wgsl */ `
alias Vector = array<vec4f, QUADS>;
var<workgroup> one: array<vec4f, TILE * QUADS>; // of each position of a tile,
var<workgroup> two: array<vec4f, TILE * QUADS>; // two vectors

/** Which positions a workgroup has. */
struct Place {
  row: u32, // of the batch
  head: u32,
  first: u32, // position
}

fn placeOf(group: u32) -> Place {
  let blocks = (given.time + THREADS - 1) / THREADS;
  let pair = group / blocks;
  return Place(pair / HEADS, pair % HEADS, group % blocks * THREADS);
}

fn sees(row: u32, query: u32, key: u32) -> bool {
  return (!CAUSAL || key <= query) &&
    ${masked ? "mask[row * given.time + key] != 0" : "true"};
}

/** Where a head's part of q begins; k and v follow at C and 2C. */
fn inputAt(at: Place, position: u32) -> u32 {
  return (at.row * given.time + position) * 3 * HEADS * D + at.head * D;
}

/** Where a head's part of the answer begins. */
fn answerAt(at: Place, position: u32) -> u32 {
  return (at.row * given.time + position) * HEADS * D + at.head * D;
}

/** Where one number a query and head lies. */
fn numberAt(at: Place, query: u32) -> u32 {
  return (at.row * HEADS + at.head) * given.time + query;
}

${
  tensors.map((x) => /* wgsl */ `
fn take_${x}(start: u32, i: u32) -> vec4f {
  let at = start + 4 * i;
  let four = vec4f(${x}[at], ${x}[at + 1], ${x}[at + 2], ${x}[at + 3]);
  return select(vec4f(), four, 4 * i + vec4u(0, 1, 2, 3) < vec4u(D));
}`).join("")
}

const C = HEADS * D;
`;

/** WGSL that writes a `Vector` times a factor to `to[start …]`. */
export const put = (
  vector: string,
  to: string,
  start: string,
  factor: string,
) => /* wgsl */ `
  for (var i = 0u; i < QUADS; i++) {
    let four = ${vector}[i] * ${factor};
    let at = ${start} + 4 * i;
    let left = D - 4 * i;
    ${to}[at] = four.x;
    if (left > 1) { ${to}[at + 1] = four.y; }
    if (left > 2) { ${to}[at + 2] = four.z; }
    if (left > 3) { ${to}[at + 3] = four.w; }
  }
`;

/** WGSL that fetches a tile from position `start` on. */
export const fetchTile = (one: string, two: string) => /* wgsl */ `
    workgroupBarrier(); // all have done with the tile before
    let count = min(TILE, end - start);
    for (var x = lane; x < count * QUADS; x += THREADS) {
      let position = start + x / QUADS;
      let i = x % QUADS;
      one[x] = ${one};
      two[x] = ${two};
    }
    workgroupBarrier(); // the tile is there
`;
