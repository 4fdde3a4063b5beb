/**
 * The nine stages of attracting and keeping people, as a graph.
 *
 * The picture (`diagram.ts`), the arithmetic (`chances.ts`) and the simulation
 * (`simulate.ts`) all read this one graph, so they cannot disagree.
 *
 * Two stages are decisions, because only there can a candidate go two ways:
 * screening and interview. The first seven arrows happen once; reviews, pay
 * and retention come round every year.
 */

/** The source article's nine stages, in its order. */
export const STAGES = [
  "needs",
  "recruiting",
  "screening",
  "interview",
  "onboarding",
  "planning",
  "review",
  "pay",
  "retention",
] as const;
export type Stage = typeof STAGES[number];

/** Where a path ends: for a candidate, or for someone who was employed. */
export const EXITS = ["screenedOut", "turnedDown", "declined", "left"] as const;
export type Exit = typeof EXITS[number];

export type Place = Stage | Exit;

/**
 * - `task`: work with one way on
 * - `decision`: a judgement on a candidate, with more than one way on
 * - `state`: where people are for a time, not something anyone decides
 * - `exit`: the end of a path
 */
export type Kind = "task" | "decision" | "state" | "exit";

/** What sends someone along an arrow. */
export type Trigger =
  | "next"
  | "pass"
  | "fail"
  | "accept"
  | "decline"
  | "stay"
  | "leave"
  | "replace";

/** One arrow: whoever is at `from` moves to `to` when `on` happens. */
export interface Arrow {
  readonly from: Place;
  readonly on: Trigger;
  readonly to: Place;
}

/** Places and the arrows between them. */
export interface FlowGraph {
  readonly kinds: Readonly<Record<Place, Kind>>;
  readonly arrows: readonly Arrow[];
}

/** The course's flow: nine stages, four exits, one yearly loop. */
export const talentFlow: FlowGraph = {
  kinds: {
    needs: "task",
    recruiting: "task",
    screening: "decision",
    interview: "decision",
    onboarding: "task",
    planning: "task",
    review: "task",
    pay: "task",
    retention: "state",
    screenedOut: "exit",
    turnedDown: "exit",
    declined: "exit",
    left: "exit",
  },
  arrows: [
    { from: "needs", on: "next", to: "recruiting" },
    { from: "recruiting", on: "next", to: "screening" },
    { from: "screening", on: "pass", to: "interview" },
    { from: "screening", on: "fail", to: "screenedOut" },
    { from: "interview", on: "accept", to: "onboarding" },
    { from: "interview", on: "fail", to: "turnedDown" },
    { from: "interview", on: "decline", to: "declined" },
    { from: "onboarding", on: "next", to: "planning" },
    { from: "planning", on: "next", to: "review" },
    { from: "review", on: "next", to: "pay" },
    { from: "pay", on: "next", to: "retention" },
    { from: "retention", on: "stay", to: "review" },
    { from: "retention", on: "leave", to: "left" },
    { from: "left", on: "replace", to: "needs" },
  ],
};

/**
 * Finds where an event leads.
 *
 * @param graph the flow
 * @param from where someone is
 * @param on what happened
 * @returns the next place
 * @throws {RangeError} when the graph has no such arrow
 */
export function follow(graph: FlowGraph, from: Place, on: Trigger): Place {
  const arrow = graph.arrows.find((a) => a.from === from && a.on === on);
  if (arrow) return arrow.to;
  const known = graph.arrows.filter((a) => a.from === from)
    .map((a) => a.on).join(", ");
  throw new RangeError(
    `No arrow leaves "${from}" on "${on}": it has ${known || "none"}`,
  );
}

/** The name under which an arrow is counted: `"screening.pass"`. */
export function arrowName({ from, on }: Pick<Arrow, "from" | "on">): string {
  return `${from}.${on}`;
}
