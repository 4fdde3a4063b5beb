import { fileURLToPath } from "node:url";
import { meaning } from "../../exercises/gloss.ts";
import { type Place, placeIn, type Word } from "./child.ts";
import type { Remains } from "./process.ts";

/** Why there are no answers, in words, and where. */
export interface Fault {
  readonly problem: string;
  readonly at?: Place;
}

/** What was run. */
interface Circumstances {
  /** The answer's file as a URL, and its text. */
  readonly url: string;
  readonly text: string;
  /** The function that was to be called. */
  readonly name: string;
  /** The case or property under way when it ended. */
  readonly during?: string;
}

/** Says why a process did not come to its end. */
export function faultOf(remains: Remains, about: Circumstances): Fault {
  const { words, ending } = remains;
  const lacks = words.find((word) => word.word === "lacks");
  if (lacks?.word === "lacks") return missing(lacks, about);
  const where = about.during === undefined
    ? "while the file was loaded"
    : `in "${about.during}"`;
  switch (ending) {
    case "time":
      return endless(about, where);
    case "output":
      return { problem: `It printed without end ${where}, and was stopped.` };
    case "ended":
      return {
        problem: `The program ended by itself ${where}. ` +
          "Does it call `Deno.exit`? An answer only returns.",
        at: find(about.text, /\bDeno\.exit\b/),
      };
    case "failed":
      return failed(remains.complaint, about, where);
  }
}

function missing(
  { exports }: Extract<Word, { word: "lacks" }>,
  { name, text }: Circumstances,
): Fault {
  const kind = exports[name];
  if (kind) {
    return { problem: `${name} is to be a function; here it is a ${kind}.` };
  }
  const at = find(text, new RegExp(`\\b(?:function|const|let) ${name}\\b`));
  if (at) {
    const problem = `${name} is there, but not exported. ` +
      "Write `export` before it.";
    return { problem, at };
  }
  const others = Object.keys(exports).join(", ");
  return {
    problem: `There is no function ${name} in the file. ` +
      (others === "" ? "It exports nothing." : `It exports ${others}.`) +
      ` The check calls \`export function ${name}\`.`,
    at: find(text, /^export\b/m),
  };
}

function endless({ text }: Circumstances, where: string): Fault {
  const at = find(text, /\b(?:while|for) ?\(|\bdo \{/);
  return {
    problem: `It did not come to an end ${where}, and was stopped. ` +
      (at
        ? "Does every loop's condition turn false at some time? Here is the first."
        : "Does it call itself, or wait for something?"),
    at,
  };
}

function failed(
  complaint: string,
  { url }: Circumstances,
  where: string,
): Fault {
  if (/out of memory/i.test(complaint)) {
    return { problem: `It ran out of memory ${where}. Does a list grow on?` };
  }
  if (complaint.includes("Top-level await promise never resolved")) {
    return {
      problem: `It waits for ever ${where}: a promise is never settled.`,
    };
  }
  const [, last] = complaint.match(/^error: (.*)$/m) ?? [];
  if (!last) return { problem: `The program broke down ${where}.` };
  const message = last
    .replace(/^Uncaught (\(in promise\) )?/, "")
    .replaceAll(/"?(file:[^\s"]+)"?/g, (_, file) => fileURLToPath(file))
    .replace(/\.$/, "");
  const at = placeIn(complaint, url);
  const meant = meaning(message);
  if (!message.startsWith("SyntaxError")) {
    return { problem: `It fails ${where}: ${message}. ${meant}`.trimEnd(), at };
  }
  const advice = /does not provide an export/.test(message)
    ? ""
    : meant || "Look at this line, and at the one before.";
  const said = message.replace("SyntaxError: ", "Syntax error: ");
  return { problem: `${said}. ${advice}`.trimEnd(), at };
}

/** The first place where a text matches; comments are passed over. */
export function find(text: string, pattern: RegExp): Place | undefined {
  const blank = (comment: string) => comment.replaceAll(/[^\n]/g, " ");
  const code = text.replaceAll(/\/\/.*|\/\*[^]*?\*\//g, blank);
  const index = code.search(pattern);
  if (index < 0) return undefined;
  const before = code.slice(0, index).split("\n");
  return { line: before.length, column: before.at(-1)!.length + 1 };
}
