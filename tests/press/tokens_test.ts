import { assert, assertEquals, assertGreater } from "../assert.ts";
import { ROOT } from "../../lib/press/files.ts";
import { COLORWAY } from "../../lib/viz/mod.ts";
import { contrast, distance } from "../viz/colour.ts";

const css = await Deno.readTextFile(
  new URL("lib/press/assets/tokens.css", ROOT),
);
const tokens = [
  ...css.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g),
].map(([, name, light, dark]) => ({ name, light, dark }));

const named = (pattern: RegExp) =>
  tokens.filter(({ name }) => pattern.test(name));
const papers = named(/^(paper|raised|sunk|accent-wash)$/);
const series = named(/^series-/);

Deno.test("every ink reaches 4.5:1 on every paper, in light and in dark", () => {
  const inks = named(/^(ink|accent$|good|bad$|code-)/);
  assert(inks.length > 10 && papers.length === 4);
  for (const ink of inks) {
    for (const paper of papers) {
      const words = `${ink.name} on ${paper.name}`;
      assertGreater(contrast(ink.light, paper.light), 4.5, `${words}, light`);
      assertGreater(contrast(ink.dark, paper.dark), 4.5, `${words}, dark`);
    }
  }
});

Deno.test("series are the charts' colours in light, and stay apart in dark", () => {
  assertEquals(series.map(({ light }) => light), COLORWAY);
  for (const a of series) {
    assertGreater(contrast(a.dark, papers[0].dark), 4.5, a.name);
    for (const b of series) {
      if (a.name >= b.name) continue;
      assertGreater(distance(a.dark, b.dark), 0.09, `${a.name}, ${b.name}`);
    }
  }
});
