import {
  arrowName,
  EXITS,
  type FlowGraph,
  type Place,
  STAGES,
} from "./graph.ts";

/** A band of a Sankey diagram between two of its nodes, by index. */
export interface Band {
  from: number;
  to: number;
  /** How often the arrow was taken. */
  value: number;
  /** The arrow's name. */
  arrow: string;
}

/** The nodes and bands of a flow, for a Sankey diagram. */
export interface Sankey {
  /** `again` marks a place that is reached by going back. */
  nodes: { place: Place; again: boolean }[];
  bands: Band[];
}

/**
 * Turns counted arrows into a Sankey diagram's nodes and bands.
 *
 * A Sankey diagram reads from left to right, so an arrow that goes back (next
 * year's review, the vacancy after a leaving) ends in a node of its own.
 *
 * @param graph the flow
 * @param uses how often each arrow was taken, by arrow name
 * @returns nodes in the order of the stages, and bands above 0
 * @throws {RangeError} when an arrow has no count
 */
export function sankey(
  graph: FlowGraph,
  uses: Record<string, number>,
): Sankey {
  const order: Place[] = [...STAGES, ...EXITS];
  const nodes: Sankey["nodes"] = [];
  const node = (place: Place, again: boolean) => {
    const known = nodes.findIndex((n) =>
      n.place === place && n.again === again
    );
    return known >= 0 ? known : nodes.push({ place, again }) - 1;
  };
  const bands: Band[] = [];
  for (const arrow of graph.arrows) {
    const name = arrowName(arrow);
    const value = uses[name];
    if (value === undefined) {
      throw new RangeError(`The arrow "${name}" has no count`);
    }
    if (value === 0) continue;
    const back = order.indexOf(arrow.to) < order.indexOf(arrow.from);
    bands.push({
      from: node(arrow.from, false),
      to: node(arrow.to, back),
      value,
      arrow: name,
    });
  }
  return { nodes, bands };
}
