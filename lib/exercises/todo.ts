/** Thrown by {@linkcode todo}: the exercise has not been started. */
export class NotAttempted extends Error {
  override readonly name = "NotAttempted";
}

/**
 * Stands where the learner's code will go.
 *
 * @param _inputs What there is to work with; ignored. Naming the inputs keeps
 *   the linter from calling them unused.
 * @throws {NotAttempted} Always; `check` answers it with "Not attempted yet".
 */
export function todo(..._inputs: unknown[]): never {
  throw new NotAttempted("This exercise still holds its todo()");
}
