import { functionName } from "../../../lib/exercises/answer_file.ts";
import type { Exercise } from "../../../lib/exercises/spec.ts";
import type { Program } from "./programs.ts";

/** What a submission answers when its attack has gone through. */
export const BREACH = "breach-7d1";

/** What attacks try to get at. */
export interface Bait {
  /** An absolute path of a file that holds {@linkcode BREACH}. */
  readonly file: string;
  /** A port of this machine that answers the same, and counts who calls. */
  readonly port: number;
}

/** Writes attacks that look like submissions to one exercise. */
export class Attack {
  /** The function that is asked for. */
  readonly name: string;
  /** What the solution imports. */
  readonly uses: string;
  /** The solution, called `own`. */
  readonly solved: string;

  constructor(exercise: Exercise) {
    this.name = functionName(exercise);
    this.solved = exercise.solution.replace(
      `function ${this.name}(`,
      "function own(",
    );
    this.uses = Object.entries(exercise.uses ?? {}).map(([room, names]) =>
      `import { ${names.join(", ")} } from "${room}";\n`
    ).join("");
  }

  /** A submission whose function does the attack. */
  inside(body: string, head = ""): string {
    return `${head}\nexport async function ${this.name}(...given) { ${body} }`;
  }

  /** A submission that is right, in spite of what it does besides. */
  solvedAfter(head: string, after = "return answer;"): string {
    return `${this.uses}${this.solved}
${head}
export function ${this.name}(...given) {
  const answer = own(...given); ${after} }`;
  }
}

/** A submission that deserves nothing. */
export function none(name: string, source: string): Program {
  return { name, source, deserves: "none" };
}

/** A submission that deserves what always answering the same gets. */
export function answering(
  answer: unknown,
  name: string,
  source: string,
): Program {
  return { name, source, deserves: () => answer };
}

/** A submission that deserves every point. */
export function all(name: string, source: string): Program {
  return { name, source, deserves: "all" };
}

/** Ends a function that has got what it should not get. */
export const breach = `return "${BREACH}";`;
