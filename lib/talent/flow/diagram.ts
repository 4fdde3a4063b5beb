import {
  EXITS,
  type FlowGraph,
  type Kind,
  type Place,
  STAGES,
} from "./graph.ts";

/** The words of the diagram, in the reader's language. */
export interface FlowLabels {
  /** A name for each stage and exit. */
  places: Record<Place, string>;
  /** A few words on an arrow, by `"from.on"`; an arrow without words is bare. */
  arrows: Record<string, string>;
}

/** How each kind is drawn: box, rhombus, round box, rounded corners. */
const SHAPES: Record<Kind, [string, string]> = {
  task: ["[", "]"],
  decision: ["{", "}"],
  state: ["([", "])"],
  exit: ["(", ")"],
};

/**
 * Writes a flow graph as a mermaid flowchart.
 *
 * @param graph the flow that the simulation runs on
 * @param labels the words to show
 * @param direction `"TB"` from top to bottom, `"LR"` from left to right
 * @returns mermaid source; exits are drawn with dashed arrows
 * @throws {TypeError} when a label is missing, or labels an unknown arrow
 */
export function flowDiagram(
  graph: FlowGraph,
  labels: FlowLabels,
  direction: "TB" | "LR" = "TB",
): string {
  const names = new Set(graph.arrows.map(({ from, on }) => `${from}.${on}`));
  for (const name of Object.keys(labels.arrows)) {
    if (!names.has(name)) {
      throw new TypeError(
        `The label "${name}" names no arrow: choose from ${
          [...names].join(", ")
        }`,
      );
    }
  }
  const used = new Set(graph.arrows.flatMap(({ from, to }) => [from, to]));
  const places = [...STAGES, ...EXITS].filter((place) => used.has(place));
  const boxes = places.map((place) => {
    const [open, close] = SHAPES[graph.kinds[place]];
    return `  ${place}${open}"${escape(word(labels.places, place))}"${close}`;
  });
  const arrows = graph.arrows.map(({ from, on, to }) => {
    const words = labels.arrows[`${from}.${on}`];
    const line = graph.kinds[to] === "exit" ? "-.->" : "-->";
    return `  ${from} ${line}${words ? `|"${escape(words)}"|` : ""} ${to}`;
  });
  return [`flowchart ${direction}`, ...boxes, ...arrows].join("\n");
}

function word(places: Record<string, string>, place: Place): string {
  const text = places[place];
  if (text) return text;
  throw new TypeError(`The place "${place}" has no label`);
}

/** Mermaid reads `#34;` as a quotation mark; a bare one would end the label. */
function escape(text: string): string {
  return text.replaceAll('"', "#34;");
}
