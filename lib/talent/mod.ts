/**
 * Talent: who is needed, who leaves and why, what each strategy buys.
 *
 * @module
 */
export * from "./figures/mod.ts";
export * from "./flow/mod.ts";
export * from "./leaving/mod.ts";
export * from "./pay/mod.ts";
export * from "./people/mod.ts";
export * from "./roles/mod.ts";
export * from "./statistics/mod.ts";
export * from "./strategy/mod.ts";
export * from "./survival/mod.ts";
