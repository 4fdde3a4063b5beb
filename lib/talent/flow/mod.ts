/**
 * The nine-stage flow of talent: one graph, drawn, computed and simulated.
 *
 * @module
 */
export { Agenda } from "./agenda.ts";
export { drawBinomial } from "./binomial.ts";
export { expectedUses, flowChances, type FlowRates } from "./chances.ts";
export {
  type CompanyModel,
  type CompanyRuns,
  simulateCompany,
} from "./company.ts";
export { flowDiagram, type FlowLabels } from "./diagram.ts";
export {
  type Arrow,
  arrowName,
  type Exit,
  EXITS,
  type FlowGraph,
  follow,
  type Kind,
  type Place,
  type Stage,
  STAGES,
  talentFlow,
  type Trigger,
} from "./graph.ts";
export {
  type HeadcountModel,
  projectHeadcount,
  type Projection,
  simulateHeadcount,
} from "./headcount.ts";
export { type Band, type Sankey, sankey } from "./sankey.ts";
export { type FlowOptions, type FlowRun, simulateFlow } from "./simulate.ts";
