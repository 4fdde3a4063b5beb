/**
 * Waits for a promise, but not for ever.
 *
 * @param promise What to wait for.
 * @param seconds How long.
 * @returns Whether it settled, well or badly, in time.
 */
export async function settles(
  promise: Promise<unknown>,
  seconds: number,
): Promise<boolean> {
  const limit = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => limit.resolve(false), seconds * 1000);
  try {
    return await Promise.race([
      promise.then(() => true, () => true),
      limit.promise,
    ]);
  } finally {
    clearTimeout(timer);
  }
}
