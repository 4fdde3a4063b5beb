import { escapeHtml } from "../viz/display.ts";

/**
 * Cleaning HTML that notebooks carry.
 *
 * An allow-list over tags and attributes, written out again from scratch: what
 * leaves here was put together by this file, so no trick in the input's syntax
 * survives. Scripts, styles, frames, forms and event handlers are not on the
 * list, so they never run.
 *
 * @module
 */

const TAGS = new Set(
  ("a abbr b blockquote br caption code col colgroup dd del details dfn div " +
    "dl dt em figcaption figure h2 h3 h4 h5 h6 hr i img ins kbd li mark meter " +
    "ol p pre progress q s samp small span strong sub summary sup table " +
    "tbody td tfoot th thead time tr u ul var").split(" "),
);

const VOID = new Set(["br", "col", "hr", "img"]);

/** What these hold is dropped with them: it's not text for a reader. */
const OPAQUE = new Set(
  ("script style iframe object template noscript noembed noframes textarea " +
    "title svg math select xmp plaintext").split(" "),
);

const ATTRIBUTES = new Set(
  ("abbr alt aria-label class colspan dir headers height high href lang low " +
    "max min open optimum role rowspan scope src start style title value " +
    "width").split(" "),
);

const ROLES = new Set(["img", "note", "region", "status", "group"]);

/**
 * Keeps the allowed part of an HTML fragment, with every tag closed.
 *
 * @param fragment HTML from a notebook's output
 * @returns HTML that runs nothing and asks nothing of another host
 */
export function sanitise(fragment: string): string {
  const open: string[] = [];
  let out = "";
  for (const piece of pieces(fragment)) {
    if (typeof piece === "string") {
      out += piece;
    } else if (!piece.closing) {
      out += write(piece);
      if (!VOID.has(piece.name)) open.push(piece.name);
    } else if (open.includes(piece.name)) {
      // Close what was left open inside, so that nothing leaks out.
      while (open.length > 0) {
        const name = open.pop()!;
        out += `</${name}>`;
        if (name === piece.name) break;
      }
    }
  }
  return out + open.reverse().map((name) => `</${name}>`).join("");
}

/**
 * Keeps the allowed tags of a piece of HTML as they come, closed or not, for
 * Markdown, which cuts HTML into pieces.
 *
 * @param piece part of an HTML fragment
 * @returns the same with only allowed tags
 */
export function sanitisePiece(piece: string): string {
  return [...pieces(piece)].map((p) => typeof p === "string" ? p : write(p))
    .join("");
}

interface Tag {
  name: string;
  closing: boolean;
  attributes: string;
}

/** Splits HTML into escaped text and the allowed tags. */
function* pieces(fragment: string): Generator<string | Tag> {
  const pattern =
    /<!--[\s\S]*?(?:-->|$)|<(\/?)([a-z][a-z0-9-]*)((?:"[^"]*"|'[^']*'|[^'">])*)>/gi;
  let at = 0;
  while (at < fragment.length) {
    pattern.lastIndex = at;
    const match = pattern.exec(fragment);
    yield text(fragment.slice(at, match?.index));
    if (!match) return;
    at = pattern.lastIndex;
    if (match[2] === undefined) continue; // a comment
    const name = match[2].toLowerCase();
    const closing = match[1] === "/";
    if (TAGS.has(name)) {
      yield { name, closing, attributes: match[3] };
    } else if (OPAQUE.has(name) && !closing) {
      const end = new RegExp(`</${name}[^>]*>`, "gi");
      end.lastIndex = at;
      at = end.exec(fragment) ? end.lastIndex : fragment.length;
    }
  }
}

/** Escapes stray brackets; entities that are already there stay. */
function text(raw: string): string {
  return raw.replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function write({ name, closing, attributes }: Tag): string {
  if (closing) return VOID.has(name) ? "" : `</${name}>`;
  let out = `<${name}`;
  const seen = new Set<string>();
  const pattern =
    /([a-z][a-z0-9-]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/gi;
  for (const [, raw, double, single, bare] of attributes.matchAll(pattern)) {
    const key = raw.toLowerCase();
    if (!ATTRIBUTES.has(key) || seen.has(key)) continue;
    seen.add(key);
    const value = allowed(name, key, decode(double ?? single ?? bare ?? ""));
    if (value !== undefined) out += ` ${key}="${escapeHtml(value)}"`;
  }
  // A picture whose source was refused is nothing.
  if (name === "img" && !out.includes(' src="')) return "";
  return out + ">";
}

/** The value to write, or `undefined` to leave the attribute out. */
function allowed(tag: string, key: string, value: string): string | undefined {
  switch (key) {
    case "href":
      return tag === "a" && safeLink(value) ? value.trim() : undefined;
    case "src": // Pictures come with the output: nothing is fetched.
      return tag === "img" &&
          /^data:image\/(png|jpeg|gif|webp);base64,[a-z0-9+/=\s]*$/i.test(value)
        ? value
        : undefined;
    case "style": {
      const align = /(?:^|;)\s*text-align\s*:\s*(left|right|center)\b/i
        .exec(value);
      return align ? `text-align: ${align[1].toLowerCase()}` : undefined;
    }
    case "role":
      return ROLES.has(value) ? value : undefined;
    case "class":
      return /^[\w -]*$/.test(value) ? value : undefined;
    default:
      return value;
  }
}

/**
 * Says whether a link may stand in a page: another page, a place in this one,
 * an http(s) address or a mail address.
 *
 * @param href the link, entities already decoded
 */
export function safeLink(href: string): boolean {
  // Browsers ignore control characters and blanks inside a scheme.
  // deno-lint-ignore no-control-regex
  const bare = href.replace(/[\u0000-\u0020\u007f-\u009f]/g, "");
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(bare);
  return !scheme || /^(https?|mailto)$/i.test(scheme[1]);
}

/** Decodes the entities that could hide a scheme. */
function decode(value: string): string {
  const named: Record<string, string> = {
    amp: "&",
    lt: "<",
    gt: ">",
    quot: '"',
    apos: "'",
    colon: ":",
    tab: "\t",
    newline: "\n",
    nbsp: "\u00a0",
  };
  return value.replace(
    /&(?:#x([0-9a-f]+)|#(\d+)|([a-z]+));?/gi,
    (whole, hex, decimal, name) => {
      if (name) return named[name.toLowerCase()] ?? whole;
      const code = parseInt(hex ?? decimal, hex ? 16 : 10);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "";
    },
  );
}
