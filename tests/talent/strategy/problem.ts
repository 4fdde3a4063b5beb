import type { RetentionProblem } from "../../../lib/talent/strategy/mod.ts";

/** 500 people with four levers; only the last has a setup cost. */
export const problem: RetentionProblem = {
  staff: 500,
  years: 5,
  hazards: {
    competitor: 0.06,
    pay: 0.04,
    career: 0.03,
    culture: 0.02,
    other: 0.03,
  },
  levers: [
    {
      id: "pay",
      ratios: { competitor: 0.7, pay: 0.5 },
      half: 1500,
      lag: 0,
      halfLife: 0.25,
    },
    {
      id: "culture",
      ratios: { culture: 0.45, career: 0.9, competitor: 0.9 },
      half: 400,
      lag: 0.5,
      halfLife: 1,
    },
    {
      id: "growth",
      ratios: { career: 0.5, competitor: 0.85 },
      half: 600,
      lag: 0.5,
      halfLife: 0.75,
    },
    {
      id: "management",
      ratios: { pay: 0.85, career: 0.8, culture: 0.8 },
      half: 500,
      setup: 200,
      lag: 0.25,
      halfLife: 0.5,
    },
  ],
};
