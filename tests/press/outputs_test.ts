import { assertEquals, assertStringIncludes } from "../assert.ts";
import { ansiToHtml } from "../../lib/press/ansi.ts";
import { Highlighter } from "../../lib/press/code.ts";
import { renderOutput } from "../../lib/press/outputs.ts";
import { Page } from "../../lib/press/page.ts";

const highlighter = await Highlighter.open();

async function shown(
  data: Record<string, unknown>,
  page = new Page("p", highlighter),
) {
  const output = { output_type: "display_data" as const, data, metadata: {} };
  return (await renderOutput(page, "cell", 0, output)).text;
}

Deno.test("renderOutput() picks the richest form", async () => {
  const words = { "text/plain": "plain", "text/html": "<b>rich</b>" };
  assertStringIncludes(await shown(words), "<b>rich</b>");
  assertStringIncludes(
    await shown({ ...words, "text/vnd.mermaid": "flowchart LR" }),
    'class="diagram"',
  );
  assertEquals(
    await shown({ "text/plain": "a < b" }),
    '<pre class="scroll">a &lt; b</pre>',
  );
});

Deno.test("renderOutput() puts a figure into the page so that no tag can end it", async () => {
  const html = await shown({
    "application/vnd.plotly.v1+json": {
      data: [{ name: "</script><b>" }],
      layout: { title: { text: "A<br>B" }, meta: { summary: '"C"' } },
    },
  });
  assertEquals(html.match(/<\/script>/g)?.length, 1);
  assertStringIncludes(html, ">A B</p>");
  assertStringIncludes(html, "&quot;C&quot;</figcaption>");
});

Deno.test("renderOutput() stores pictures beside the page", async () => {
  const page = new Page("09-loss", highlighter);
  const html = await shown(
    { "image/png": "iVBORw==", "text/plain": "A dot" },
    page,
  );
  assertStringIncludes(html, 'src="pictures/09-loss/cell-1.png" alt="A dot"');
  assertEquals([...page.files.keys()], ["pictures/09-loss/cell-1.png"]);
  assertEquals(page.files.get("pictures/09-loss/cell-1.png")?.length, 4);
});

Deno.test("renderOutput() says when it cannot show a form", async () => {
  assertStringIncludes(
    await shown({ "application/x-own": 1 }),
    "application/x-own",
  );
});

Deno.test("renderOutput() shows an error once, with its trace", async () => {
  const { text } = await renderOutput(new Page("p", highlighter), "cell", 0, {
    output_type: "error",
    ename: "RangeError",
    evalue: "p < 0",
    traceback: ["\u001b[31mRangeError\u001b[39m: p < 0\n  at a", "  at b"],
  });
  assertStringIncludes(text, "<strong>RangeError: p &lt; 0</strong>");
  assertStringIncludes(text, '<pre class="scroll">  at a\n  at b</pre>');
});

Deno.test("ansiToHtml() keeps colours and weight, drops the rest", () => {
  assertEquals(
    ansiToHtml("\u001b[1;31ma\u001b[22mb\u001b[0mc\u001b[2K\u001b[38;5;208md"),
    '<span class="ansi-bold ansi-red">a</span><span class="ansi-red">b</span>cd',
  );
});

Deno.test("ansiToHtml() lets a line be written over", () => {
  assertEquals(ansiToHtml("10 %\r99 %\ndone\r\n"), "99 %\ndone\n");
});
