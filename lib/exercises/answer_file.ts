import type { Task } from "./spec.ts";

/** The name of the function that a task asks for: `"myMeanLoss"`. */
export function functionName({ id, stub }: Task): string {
  const name = stub.match(/^(?:async )?function (\w+)\(/)?.[1];
  if (name) return name;
  throw new SyntaxError(`The stub of ${id} does not begin with a function`);
}

/** The names of its parameters, which its stub hands to `todo`, in order. */
export function parameterNames({ id, stub }: Task): string[] {
  const names = stub.match(/\btodo\(([\w, ]*)\)/)?.[1];
  if (names) return names.split(", ");
  throw new SyntaxError(`The stub of ${id} does not call todo(…)`);
}

/**
 * A module that exports the task's function: what a learner edits, hands in,
 * or may see as the solution.
 *
 * @param code The function; by default the stub, which waits to be completed.
 * @returns TypeScript, with an import for each course function the code calls.
 */
export function answerFile(task: Task, code = task.stub): string {
  const rooms = { "@course/exercises": ["todo"], ...task.uses };
  const offered = code === task.stub
    ? () => true
    : (name: string) => new RegExp(`\\b${name}\\(`).test(code);
  const imports = Object.entries(rooms).flatMap(([room, names]) => {
    const called = names.filter(offered);
    return called.length > 0
      ? [`import { ${called.join(", ")} } from "${room}";\n`]
      : [];
  });
  const head = imports.length > 0 ? `${imports.join("")}\n` : "";
  return `${head}export ${code}\n`;
}
