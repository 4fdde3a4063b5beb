import { assertEquals, assertThrows } from "../../assert.ts";
import {
  arrowName,
  EXITS,
  flowDiagram,
  type FlowGraph,
  type FlowLabels,
  follow,
  type Place,
  sankey,
  simulateFlow,
  STAGES,
  talentFlow,
} from "../../../lib/talent/flow/mod.ts";
import { rates } from "./rates.ts";

const labels: FlowLabels = {
  places: Object.fromEntries(
    [...STAGES, ...EXITS].map((place) => [place, `the ${place}`]),
  ) as Record<Place, string>,
  arrows: { "screening.pass": "pass", "retention.stay": "another year" },
};

/** The arrows that a mermaid source draws, as "from>to". */
function drawn(source: string): string[] {
  const arrow = /^ {2}(\w+) (?:-->|-\.->)(?:\|"[^"]*"\|)? (\w+)$/gm;
  return [...source.matchAll(arrow)].map(([, from, to]) => `${from}>${to}`);
}

/** The flow with reviews that go back to career planning first. */
const planningYearly: FlowGraph = {
  ...talentFlow,
  arrows: talentFlow.arrows.map((arrow) =>
    arrowName(arrow) === "retention.stay" ? { ...arrow, to: "planning" } : arrow
  ),
};

Deno.test("talentFlow has the nine stages in the source article's order", () => {
  assertEquals(STAGES.length, 9);
  const path: Place[] = ["needs"];
  const onward = ["next", "pass", "accept"];
  for (;;) {
    const next = talentFlow.arrows.find((arrow) =>
      arrow.from === path[path.length - 1] && onward.includes(arrow.on)
    );
    if (!next) break;
    path.push(next.to);
  }
  assertEquals(path, [...STAGES]);
});

Deno.test("talentFlow decides at screening and interview, and nowhere else", () => {
  const decisions = STAGES.filter((s) => talentFlow.kinds[s] === "decision");
  assertEquals(decisions, ["screening", "interview"]);
  for (const stage of decisions) {
    const exits = talentFlow.arrows.filter(({ from, to }) =>
      from === stage && talentFlow.kinds[to] === "exit"
    );
    assertEquals(exits.length > 0, true, `${stage} has no exit`);
  }
});

Deno.test("talentFlow's reviews come round every year", () => {
  assertEquals(follow(talentFlow, "retention", "stay"), "review");
});

Deno.test("follow() names the arrows there are when one is missing", () => {
  assertThrows(
    () => follow(talentFlow, "screening", "accept"),
    RangeError,
    'No arrow leaves "screening" on "accept": it has pass, fail',
  );
});

Deno.test("flowDiagram() draws every arrow of the graph and no other", () => {
  const expected = talentFlow.arrows.map(({ from, to }) => `${from}>${to}`);
  assertEquals(drawn(flowDiagram(talentFlow, labels)), expected);
});

Deno.test("flowDiagram() draws a rhombus for decisions alone", () => {
  const source = flowDiagram(talentFlow, labels);
  const rhombi = [...source.matchAll(/^ {2}(\w+)\{"/gm)].map(([, id]) => id);
  assertEquals(rhombi, ["screening", "interview"]);
});

Deno.test("a changed arrow changes the picture and the simulation alike", () => {
  assertEquals(
    drawn(flowDiagram(planningYearly, labels)).includes("retention>planning"),
    true,
  );
  const options = { staff: 200, years: 2, seed: 5 };
  const usual = simulateFlow(talentFlow, rates, options).uses;
  const changed = simulateFlow(planningYearly, rates, options).uses;
  assertEquals(usual["planning.next"], usual["onboarding.next"]);
  assertEquals(
    changed["planning.next"],
    changed["onboarding.next"] + changed["retention.stay"],
  );
});

Deno.test("flowDiagram() keeps a quotation mark inside its label", () => {
  const places = { ...labels.places, needs: 'what "need" means' };
  const source = flowDiagram(talentFlow, { ...labels, places });
  assertEquals(source.includes('needs["what #34;need#34; means"]'), true);
});

Deno.test("flowDiagram() refuses a place without words and an unknown arrow", () => {
  const places = { ...labels.places, pay: "" };
  assertThrows(
    () => flowDiagram(talentFlow, { ...labels, places }),
    TypeError,
    'The place "pay" has no label',
  );
  assertThrows(
    () => flowDiagram(talentFlow, { ...labels, arrows: { "pay.fail": "x" } }),
    TypeError,
    'The label "pay.fail" names no arrow',
  );
});

Deno.test("sankey() keeps every count and lets arrows back end apart", () => {
  const { uses } = simulateFlow(talentFlow, rates, {
    staff: 300,
    years: 1,
    seed: 2,
  });
  const { nodes, bands } = sankey(talentFlow, uses);
  const counted = Object.fromEntries(bands.map((b) => [b.arrow, b.value]));
  const expected = Object.entries(uses).filter(([, count]) => count > 0);
  assertEquals(counted, Object.fromEntries(expected));
  const again = nodes.filter((node) => node.again).map((node) => node.place);
  assertEquals(again, ["review", "needs"]);
  // Following the bands must never lead back: a Sankey diagram has no loops.
  const next = (node: number) =>
    bands.filter((b) => b.from === node).map((b) => b.to);
  const walk = (node: number, path: number[]): void => {
    assertEquals(path.includes(node), false, `a loop through ${path}`);
    next(node).forEach((to) => walk(to, [...path, node]));
  };
  nodes.forEach((_, node) => walk(node, []));
});
