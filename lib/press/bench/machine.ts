/**
 * What the bench ran on.
 *
 * @module
 */
import { cpus } from "node:os";

/** A machine, as far as it matters to a time. */
export interface Machine {
  /** What the processor calls itself. */
  cpu: string;
  /** Cores that the system shows, which may be halves of real ones. */
  cores: number;
  /** Widest vectors, for example "AVX2"; left out where it isn't told. */
  vectors?: string;
  /** Memory in GiB, whole. */
  memory: number;
  /** For example "linux x86_64". */
  system: string;
}

/** Describes this machine. */
export async function describeMachine(): Promise<Machine> {
  return {
    cpu: cpus()[0]?.model.replace(/\s+/g, " ").trim() || "unknown processor",
    cores: navigator.hardwareConcurrency,
    vectors: await vectors(),
    memory: Math.round(Deno.systemMemoryInfo().total / 2 ** 30),
    system: `${Deno.build.os} ${Deno.build.arch}`,
  };
}

/** Programs that wanted to compute in the last minute; 0 on Windows. */
export function load(): number {
  return Math.round(Deno.loadavg()[0] * 10) / 10;
}

/** Whether a machine does so much else that its times mean little. */
export function isBusy({ cores }: Machine, load: number): boolean {
  return load > 0.3 * cores;
}

/** Every arm64 core has 128-bit vectors; on x86 Linux says which there are. */
async function vectors(): Promise<string | undefined> {
  if (Deno.build.arch === "aarch64") return "NEON";
  try {
    const flags = /^flags.*$/m.exec(
      await Deno.readTextFile("/proc/cpuinfo"),
    )?.[0] ?? "";
    return ["avx512f", "avx2", "avx", "sse4_2"]
      .find((flag) => flags.includes(` ${flag}`))
      ?.toUpperCase().replace("512F", "-512").replace("_", ".");
  } catch {
    return undefined;
  }
}
