import { escapeHtml } from "../viz/display.ts";

/** Markup that is already safe to put into a page. */
export class Html {
  constructor(readonly text: string) {}
  toString(): string {
    return this.text;
  }
}

type Part = Html | string | number | null | undefined | false | Part[];

/**
 * Builds markup from a template: text is escaped, `Html` goes in as it is,
 * lists are joined, and nothing is written for `null`, `undefined`, `false`.
 *
 * The tag is not called `html`, for then the formatter would move blanks, and
 * in a `<pre>` each of them counts.
 *
 * @example
 * ```ts
 * markup`<p>${"a < b"}</p>`; // <p>a &lt; b</p>
 * ```
 */
export function markup(strings: TemplateStringsArray, ...parts: Part[]): Html {
  const text = strings.reduce((out, s, i) => out + write(parts[i - 1]) + s);
  return new Html(text);
}

/** Marks text as markup: only for text that this program wrote or cleaned. */
export function raw(text: string): Html {
  return new Html(text);
}

/** Writes JSON into a script element, where `</script>` must not appear. */
export function json(value: unknown): Html {
  return new Html(JSON.stringify(value).replaceAll("<", "\\u003c"));
}

function write(part: Part): string {
  if (part === null || part === undefined || part === false) return "";
  if (Array.isArray(part)) return part.map(write).join("");
  return part instanceof Html ? part.text : escapeHtml(String(part));
}
