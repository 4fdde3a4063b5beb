/**
 * Sourced public figures.
 *
 * @module
 */
export {
  type Figure,
  Figures,
  FiguresError,
  loadFigures,
  type ModelTeam,
  type Source,
  type TrainingRun,
} from "./figures.ts";
