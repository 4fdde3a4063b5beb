import {
  assertEquals,
  assertRejects,
  assertStringIncludes,
} from "../assert.ts";
import { Highlighter } from "../../lib/press/code.ts";
import { renderMarkdown } from "../../lib/press/markdown.ts";
import { Page } from "../../lib/press/page.ts";

const highlighter = await Highlighter.open();
const page = () => new Page("test", highlighter);

async function html(source: string): Promise<string> {
  return (await renderMarkdown(page(), source)).html;
}

Deno.test("renderMarkdown() takes the title out and keeps its words", async () => {
  const out = await renderMarkdown(page(), "# Loss, $\\hat y$\n\nText", {
    id: "title",
    takeTitle: true,
  });
  assertEquals(out.title?.text, "Loss, hat y");
  assertStringIncludes(out.title!.html, "<math");
  assertEquals(out.html, "<p>Text</p>\n");
});

Deno.test("renderMarkdown() names headings: the cell's id first, then words", async () => {
  const at = page();
  at.claim("derivation");
  const { passages } = await renderMarkdown(
    at,
    "## One way\n\nfirst\n\n### Two ways\n\n### Two ways\n\nlast",
    { id: "derivation" },
  );
  assertEquals(passages.map((p) => [p.heading?.id, p.heading?.level]), [
    ["derivation", 2],
    ["two-ways", 3],
    ["two-ways-2", 3],
  ]);
  assertEquals(passages.map((p) => p.text), ["first ", "", "last "]);
});

Deno.test("renderMarkdown() reads formulas as Jupyter does", async () => {
  const at = page();
  const { html } = await renderMarkdown(
    at,
    "Let $x_1$ cost $5 or $9.\n\n$$\na \\\\\nb\n$$",
  );
  assertEquals(html.match(/<math/g)?.length, 2);
  assertStringIncludes(html, "cost $5 or $9.");
  assertStringIncludes(html, 'display="block"');
  assertEquals([...at.needs], ["math"]);
});

Deno.test("renderMarkdown() leaves dollars in code alone and marks bad formulas", async () => {
  assertStringIncludes(await html("`$a$`"), "<code>$a$</code>");
  assertStringIncludes(await html("$\\frac{1}$"), "katex-error");
  assertStringIncludes(await html("$\\logg x$"), "katex-error");
});

Deno.test("renderMarkdown() turns links between notebooks into links between pages", async () => {
  const at = page();
  const { html } = await renderMarkdown(
    at,
    "[a](09-loss.ipynb#x) [b](./09-loss.ipynb) [c](../data/imdb.json) [d](https://deno.com/)",
  );
  for (
    const link of [
      'href="09-loss.html#x"',
      'href="09-loss.html"',
      'href="data/imdb.json"',
      'href="https://deno.com/" rel="noopener"',
    ]
  ) assertStringIncludes(html, link);
  assertEquals([...at.linked], ["data/imdb.json"]);
});

Deno.test("renderMarkdown() keeps harmless HTML and drops the rest", async () => {
  assertEquals(
    await html("x<sup>2</sup> <script>alert(1)</script>"),
    "<p>x<sup>2</sup> alert(1)</p>\n",
  );
  assertEquals(
    await html("<details><summary>Hint</summary>\n\nLook.\n\n</details>"),
    "<details><summary>Hint</summary>\n<p>Look.</p>\n</details>",
  );
  assertEquals(
    await html("[a](javascript:alert(1))"),
    "<p>[a](javascript:alert(1))</p>\n",
  );
});

Deno.test("renderMarkdown() colours code by class and draws mermaid fences", async () => {
  const at = page();
  const { html } = await renderMarkdown(
    at,
    "```ts\nconst a = 1;\n```\n\n```mermaid\nflowchart LR\n  accTitle: Way\n  accDescr: From A to B.\n  A --> B\n```",
  );
  assertStringIncludes(html, '<span class="keyword">const</span>');
  assertStringIncludes(
    html,
    '<figcaption class="hidden" id="diagram-summary">From A to B.</figcaption>',
  );
  assertStringIncludes(html, "A --&gt; B");
  assertEquals([...at.needs], ["diagrams"]);
});

Deno.test("renderMarkdown() scopes the headings of tables", async () => {
  assertStringIncludes(
    await html("| a |\n| - |\n| 1 |"),
    '<th scope="col">a</th>',
  );
});

Deno.test("renderMarkdown() refuses a picture from elsewhere", async () => {
  await assertRejects(
    () => html("![a](https://example.org/a.png)"),
    Error,
    'Picture "https://example.org/a.png" is not inside the notebook',
  );
});
