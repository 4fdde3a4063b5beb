import {
  assertEquals,
  assertStringIncludes,
  assertThrows,
} from "../../assert.ts";
import { memo, type MemoContent } from "../../../lib/talent/strategy/mod.ts";

const content: MemoContent = {
  title: "Keep <people> & money",
  byline: "For the board, 2026",
  decision: "Spend 3,000 a year.",
  sections: [
    { heading: "Why", text: "It pays.", points: ["a | b", "*c*"] },
    {
      heading: "How much",
      table: {
        heads: ["lever", "a year", "range"],
        rows: [["pay", "1,200", "1–2 %"], ["growth", 800, "−5"]],
      },
    },
  ],
  footnote: "Synthetic data.",
  language: "en-GB",
};

Deno.test("memo() lays the parts out as Markdown, marks escaped", () => {
  assertEquals(
    memo(content).markdown,
    `# Keep \\<people\\> & money

*For the board, 2026*

> **Spend 3,000 a year.**

## Why

It pays.

- a \\| b
- \\*c\\*

## How much

| lever | a year | range |
| --- | --: | --: |
| pay | 1,200 | 1–2 % |
| growth | 800 | −5 |

---

*Synthetic data.*
`,
  );
});

Deno.test("memo() makes a whole HTML page of A4 with everything escaped", () => {
  const { html } = memo(content);
  assertEquals(html.startsWith('<!doctype html>\n<html lang="en-GB">'), true);
  assertStringIncludes(html, "<title>Keep &lt;people&gt; &amp; money</title>");
  assertStringIncludes(html, "@page { size: A4;");
  assertStringIncludes(html, '<td class="n">1,200</td>');
  assertStringIncludes(html, "<td>growth</td>");
  assertEquals(html.includes("<people>"), false);
  assertEquals(/https?:|src=|<script/.test(html), false);
});

Deno.test("memo() names the part that is missing", () => {
  assertThrows(
    () => memo({ ...content, decision: " " }),
    TypeError,
    "The memo lacks its `decision`",
  );
  assertThrows(
    () => memo({ ...content, sections: [{ heading: "" }] }),
    TypeError,
    "The memo lacks its `sections[0].heading`",
  );
  const table = { heads: ["a", "b"], rows: [["one"]] };
  assertThrows(
    () => memo({ ...content, sections: [{ heading: "T", table }] }),
    TypeError,
    'A row of the table in "T" has 1 cells for 2 columns',
  );
});
