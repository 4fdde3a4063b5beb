/**
 * Watches how much memory a program and its children take, on Linux.
 *
 * @param pid The program.
 * @returns A way to stop, which tells the most that was seen, in bytes: of all
 *   together, and of one child alone. Elsewhere it tells 0.
 */
export function watchMemory(pid: number) {
  let peak = 0;
  let largest = 0;
  function look() {
    let sum = 0;
    for (const process of [pid, ...childrenOf(pid)]) {
      const bytes = residentSize(process);
      sum += bytes;
      if (process !== pid) largest = Math.max(largest, bytes);
    }
    peak = Math.max(peak, sum);
  }
  const timer = setInterval(look, 20);
  return {
    stop() {
      clearInterval(timer);
      return { peak, largest };
    },
  };
}

/** The processes that a program has started; on Linux only. */
export function childrenOf(pid: number): number[] {
  try {
    return [...Deno.readDirSync(`/proc/${pid}/task`)].flatMap(({ name }) =>
      Deno.readTextFileSync(`/proc/${pid}/task/${name}/children`)
        .split(" ").filter(Boolean).map(Number)
    );
  } catch {
    return []; // it has ended, or this is not Linux
  }
}

function residentSize(pid: number): number {
  try {
    const status = Deno.readTextFileSync(`/proc/${pid}/status`);
    return Number(status.match(/^VmRSS:\s+(\d+) kB$/m)?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}
