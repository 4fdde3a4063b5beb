/**
 * Four rows of a batch as one vector.
 *
 * A row of an LSTM reads all of U at every step, and each number of U serves
 * one multiplication. Memory is what it waits for. So a workgroup takes four
 * rows: a number of each is one vec4, and what is read of U serves all four.
 *
 * Where the batch is no multiple of four, the last workgroup's spare rows are
 * the batch's last row over again. They compute the same numbers and write them
 * to the same place, which costs nothing that anyone waits for.
 */
export const ROWS = 4;

/**
 * WGSL that reads and writes four rows at once.
 *
 * `rowsOf(group)` answers which rows a workgroup has. For each tensor `x` of
 * `reads` there is `take_x(at)`, the numbers at four places; for each of
 * `writes`, `put_x(at, four)`.
 *
 * @param reads Names of tensors.
 * @param writes Names of tensors.
 */
export const fourRows = (reads: string[], writes: string[]) => /* wgsl */ `
fn rowsOf(group: u32) -> vec4u {
  return min(vec4u(4 * group) + vec4u(0, 1, 2, 3), vec4u(given.batch - 1));
}
${
  reads.map((x) =>
    `fn take_${x}(at: vec4u) -> vec4f {
  return vec4f(${[..."xyzw"].map((row) => `f32(${x}[at.${row}])`).join(", ")});
}`
  ).join("\n")
}
${
  writes.map((x) =>
    `fn put_${x}(at: vec4u, four: vec4f) {
  ${[..."xyzw"].map((row) => `${x}[at.${row}] = four.${row};`).join(" ")}
}`
  ).join("\n")
}
`;
