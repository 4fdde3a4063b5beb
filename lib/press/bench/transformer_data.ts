/** Random text for the Transformer. */
import { Random } from "@course/text";
import { BATCHES, TRANSFORMER } from "./parts.ts";

/** Tokens and, one place later, their targets: [batch, context], row by row. */
export interface Tokens {
  inputs: Int32Array;
  targets: Int32Array;
}

/** Answers the next of the batches at each call, round and round. */
export function tokenBatches(): () => Tokens {
  const { vocabulary, batch, context } = TRANSFORMER;
  const random = new Random(1);
  const batches = Array.from({ length: BATCHES }, () => {
    const inputs = new Int32Array(batch * context);
    const targets = new Int32Array(batch * context);
    for (let row = 0; row < batch; row++) {
      let token = random.below(vocabulary);
      for (let t = 0; t < context; t++) {
        inputs[row * context + t] = token;
        token = random.below(vocabulary);
        targets[row * context + t] = token;
      }
    }
    return { inputs, targets };
  });
  let at = 0;
  return () => batches[at++ % BATCHES];
}
