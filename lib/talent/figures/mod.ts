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
  type Run,
  type Source,
  type Team,
} from "./figures.ts";
