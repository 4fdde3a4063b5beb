/** A small table of a memo; columns that hold numbers are right-aligned. */
export interface MemoTable {
  heads: readonly string[];
  rows: readonly (readonly (string | number)[])[];
}

/** One part of a memo: a heading, then text, points and a table, if any. */
export interface MemoSection {
  heading: string;
  text?: string;
  points?: readonly string[];
  table?: MemoTable;
}

/** All the words and numbers of a memo, in the reader's language. */
export interface MemoContent {
  title: string;
  /** One line below the title: for whom, from whom, of when. */
  byline: string;
  /** The decision in a sentence or two. */
  decision: string;
  sections: readonly MemoSection[];
  /** Small print at the foot. */
  footnote: string;
  /** Language of the words, as a BCP 47 tag: `"en-GB"`, `"zh-CN"`. */
  language: string;
}

/**
 * Assembles a one-page memo as Markdown and as a page to print.
 *
 * All words and all formatted numbers come from the caller. Plain text only:
 * marks of Markdown and HTML are shown as they are.
 *
 * @param content words and numbers
 * @returns `markdown`, and `html`: a whole document, one A4 page when printed
 * @throws {TypeError} when a part is blank, or a table's row is too short or
 * too long
 */
export function memo(
  content: MemoContent,
): { markdown: string; html: string } {
  requireContent(content);
  return { markdown: markdown(content), html: html(content) };
}

function markdown(
  { title, byline, decision, sections, footnote }: MemoContent,
): string {
  const blocks = [
    `# ${plain(title)}`,
    `*${plain(byline)}*`,
    `> **${plain(decision)}**`,
  ];
  for (const { heading, text, points, table } of sections) {
    blocks.push(`## ${plain(heading)}`);
    if (text) blocks.push(plain(text));
    if (points) blocks.push(points.map((p) => `- ${plain(p)}`).join("\n"));
    if (table) {
      const line = (cells: readonly unknown[]) =>
        `| ${cells.map((cell) => plain(String(cell))).join(" | ")} |`;
      const rule = table.heads.map((_, i) => numeric(table, i) ? "--:" : "---");
      blocks.push(
        [line(table.heads), `| ${rule.join(" | ")} |`, ...table.rows.map(line)]
          .join("\n"),
      );
    }
  }
  blocks.push("---", `*${plain(footnote)}*`);
  return blocks.join("\n\n") + "\n";
}

const STYLE = `
@page { size: A4; margin: 16mm 18mm }
body { font: 10.5pt/1.42 system-ui, sans-serif; color: #1a1a1a; max-width: 46em;
  margin: 2em auto; padding: 0 1em }
h1 { font-size: 1.6em; line-height: 1.2; margin: 0 0 .2em }
h2 { font-size: 1.08em; margin: 1.1em 0 .3em }
p, ul { margin: .3em 0 } ul { padding-left: 1.2em }
.byline, footer { color: #555 } footer { font-size: .86em; margin-top: 1.2em;
  border-top: 1px solid #bbb; padding-top: .5em }
.decision { font-weight: 600; border-left: 4px solid #2060d0; margin: 1em 0;
  padding: .3em 0 .3em .9em }
table { border-collapse: collapse; margin: .4em 0 } th, td { text-align: left;
  padding: .18em .9em .18em 0; border-bottom: 1px solid #ddd }
.n { text-align: right; font-variant-numeric: tabular-nums }
@media print { body { margin: 0; padding: 0; max-width: none } }
`;

function html(
  { title, byline, decision, sections, footnote, language }: MemoContent,
): string {
  const body = sections.map(({ heading, text, points, table }) =>
    `<section><h2>${escape(heading)}</h2>` +
    (text ? `<p>${escape(text)}</p>` : "") +
    (points
      ? `<ul>${points.map((p) => `<li>${escape(p)}</li>`).join("")}</ul>`
      : "") +
    (table ? htmlTable(table) : "") + "</section>"
  );
  return `<!doctype html>
<html lang="${escape(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escape(title)}</h1>
<p class="byline">${escape(byline)}</p>
<p class="decision">${escape(decision)}</p>
${body.join("\n")}
<footer>${escape(footnote)}</footer>
</body>
</html>
`;
}

function htmlTable(table: MemoTable): string {
  const align = (i: number) => numeric(table, i) ? ' class="n"' : "";
  const heads = table.heads.map((head, i) =>
    `<th scope="col"${align(i)}>${escape(head)}</th>`
  );
  const rows = table.rows.map((row) =>
    `<tr>${
      row.map((cell, i) => `<td${align(i)}>${escape(String(cell))}</td>`)
        .join("")
    }</tr>`
  );
  return `<table><thead><tr>${heads.join("")}</tr></thead>` +
    `<tbody>${rows.join("")}</tbody></table>`;
}

/** Whether all cells of a column read as numbers: "1,234", "−5 %", "12–34". */
function numeric({ rows }: MemoTable, column: number): boolean {
  return rows.every((row) =>
    /^[^\p{L}]*\d[^\p{L}]*$/u.test(String(row[column]))
  );
}

/** Keeps characters that Markdown would read as marks as they are. */
function plain(text: string): string {
  return text.replace(/\s+/g, " ").trim().replace(/[\\`*_[\]<>|#$]/g, "\\$&");
}

function escape(text: string): string {
  const entity: Record<string, string> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
  };
  return text.replace(/[&<>"]/g, (c) => entity[c]);
}

function requireContent(content: MemoContent): void {
  const { title, byline, decision, footnote, language, sections } = content;
  const words: Record<string, string> = {
    title,
    byline,
    decision,
    footnote,
    language,
  };
  sections.forEach(({ heading }, i) =>
    words[`sections[${i}].heading`] = heading
  );
  for (const [part, text] of Object.entries(words)) {
    if (typeof text !== "string" || text.trim() === "") {
      throw new TypeError(`The memo lacks its \`${part}\``);
    }
  }
  for (const { heading, table } of sections) {
    const wrong = table?.rows.find((row) => row.length !== table.heads.length);
    if (wrong) {
      throw new TypeError(
        `A row of the table in "${heading}" has ${wrong.length} cells for ` +
          `${table!.heads.length} columns`,
      );
    }
  }
}
