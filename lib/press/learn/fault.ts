import { fileURLToPath } from "node:url";
import { type Place, placeIn, type Word } from "./child.ts";
import { meaning } from "./gloss.ts";
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
  const own = text.match(new RegExp(`\\b(?:function|const|let) ${name}\\b`));
  if (own) {
    return {
      problem: `${name} is there, but not exported. ` +
        "Write `export` before it.",
      at: placeOf(text, own.index!),
    };
  }
  const others = Object.keys(exports).join(", ");
  return {
    problem: `There is no function ${name} in the file. ` +
      (others === "" ? "It exports nothing." : `It exports ${others}.`) +
      ` The check calls \`export function ${name}\`.`,
  };
}

function endless({ text }: Circumstances, where: string): Fault {
  const loop = text.match(/^\s*(?:\} )?(?:while|for|do)\b/m);
  return {
    problem: `It did not come to an end ${where}, and was stopped. ` +
      (loop
        ? "Does every loop's condition turn false at some time? Here is the first."
        : "Does it call itself, or wait for something?"),
    at: loop ? placeOf(text, loop.index! + loop[0].search(/\S/)) : undefined,
  };
}

function failed(
  complaint: string,
  { url }: Circumstances,
  where: string,
): Fault {
  if (/heap out of memory|out of memory|OOM/i.test(complaint)) {
    return { problem: `It ran out of memory ${where}. Does a list grow on?` };
  }
  if (complaint.includes("Top-level await promise never resolved")) {
    return {
      problem: `It waits for ever ${where}: a promise is never settled.`,
    };
  }
  const said = complaint.match(/^error: (.*)$/m)?.[1];
  if (!said) return { problem: `The program broke down ${where}.` };
  const message = said
    .replace(/^Uncaught (\(in promise\) )?/, "")
    .replaceAll(/"?(file:[^\s"]+)"?/g, (_, file) => fileURLToPath(file))
    .replace(/\.$/, "");
  const at = placeIn(complaint, url);
  if (!message.startsWith("SyntaxError")) {
    const hint = meaning(message.replace(/^\w+: /, ""));
    return { problem: `The file fails: ${message}. ${hint}`.trimEnd(), at };
  }
  const missing = /does not provide an export/.test(message);
  return {
    problem: `${message.replace("SyntaxError: ", "Syntax error: ")}.` +
      (missing ? "" : " Look at this line, and at the one before."),
    at,
  };
}

function placeOf(text: string, index: number): Place {
  const before = text.slice(0, index).split("\n");
  return { line: before.length, column: before.at(-1)!.length + 1 };
}
