/**
 * What a training run asks of machines: floating point operations, GPU-hours,
 * days and money.
 *
 * @module
 */

/** What is to be trained, on what, and how well the machines are used. */
export interface TrainingPlan {
  /** Parameters that work on each token, N (for a mixture of experts: the active ones). */
  readonly parameters: number;
  /** Tokens the model is trained on, D. */
  readonly tokens: number;
  /** How many GPUs run at the same time. */
  readonly gpus: number;
  /** Floating point operations one GPU could do per second, in the number format used. */
  readonly peakFlops: number;
  /** The share of that peak which reaches the model, 0 to 1, breaks included. */
  readonly utilisation: number;
  /** Price of one GPU for one hour. */
  readonly pricePerGpuHour?: number;
}

/** What the run asks of machines. */
export interface TrainingNeed {
  /** Floating point operations, C = 6ND. */
  readonly flops: number;
  readonly gpuHours: number;
  readonly days: number;
  /** In the currency of the price; `null` without a price. */
  readonly cost: number | null;
}

const SECONDS_PER_HOUR = 3600;

/**
 * Floating point operations to train a Transformer: $C \approx 6 N D$.
 *
 * Each parameter costs one multiplication and one addition per token on the
 * way forward, and twice that on the way back. Attention's own share and the
 * embeddings are left out.
 *
 * Source: J. Kaplan et al., "Scaling Laws for Neural Language Models" (2020),
 * section 2.1; J. Hoffmann et al., "Training Compute-Optimal Large Language
 * Models" (2022), section 3.3.
 *
 * @param parameters N, more than 0.
 * @param tokens D, more than 0.
 */
export function trainingFlops(parameters: number, tokens: number): number {
  positive(parameters, "parameters");
  positive(tokens, "tokens");
  return 6 * parameters * tokens;
}

/**
 * What a run asks of machines.
 *
 * @throws {RangeError} When a number is not positive, or the utilisation is
 *   above 1.
 */
export function trainingNeed(plan: TrainingPlan): TrainingNeed {
  const { gpus, peakFlops, utilisation, pricePerGpuHour } = plan;
  positive(gpus, "gpus");
  positive(peakFlops, "peakFlops");
  share(utilisation);
  const flops = trainingFlops(plan.parameters, plan.tokens);
  const gpuHours = flops / (peakFlops * utilisation) / SECONDS_PER_HOUR;
  return {
    flops,
    gpuHours,
    days: gpuHours / gpus / 24,
    cost: pricePerGpuHour === undefined ? null : gpuHours * pricePerGpuHour,
  };
}

/**
 * How many GPUs finish the run in time.
 *
 * @param plan The plan; its own `gpus` is not used.
 * @param days Days available for the run itself.
 * @returns A whole number of GPUs.
 * @throws {RangeError} As {@linkcode trainingNeed}.
 */
export function gpusForDeadline(
  plan: Omit<TrainingPlan, "gpus">,
  days: number,
): number {
  positive(days, "days");
  const { gpuHours } = trainingNeed({ ...plan, gpus: 1 });
  return Math.ceil(gpuHours / (days * 24));
}

/**
 * The utilisation that a finished run must have had:
 * $6ND / (\text{GPU-hours} \cdot 3600 \cdot \text{peak})$.
 *
 * Unlike the utilisation measured while all goes well, it counts restarts,
 * evaluation and everything else the GPU-hours paid for.
 */
export function impliedUtilisation(
  run: {
    parameters: number;
    tokens: number;
    gpuHours: number;
    peakFlops: number;
  },
): number {
  positive(run.gpuHours, "gpuHours");
  positive(run.peakFlops, "peakFlops");
  return trainingFlops(run.parameters, run.tokens) /
    (run.gpuHours * SECONDS_PER_HOUR * run.peakFlops);
}

function positive(value: number, name: string): void {
  if (!(value > 0 && Number.isFinite(value))) {
    throw new RangeError(`\`${name}\` must be a number above 0, got ${value}`);
  }
}

function share(value: number): void {
  if (!(value > 0 && value <= 1)) {
    throw new RangeError(
      `\`utilisation\` must be above 0 and at most 1, got ${value}: ` +
        "write 40 % as 0.4",
    );
  }
}
