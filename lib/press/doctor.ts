/**
 * What this machine has, and what to do about what it lacks.
 *
 * `deno task doctor` prints the table alone; `deno task start` prints it first.
 *
 * @module
 */
import { Kernel } from "../jupyter/kernel.ts";
import { probeAdapter } from "./gpu.ts";

/** One line of the table. */
export interface Finding {
  what: string;
  found: string;
  /** What to do; present only where something is missing or too small. */
  remedy?: string;
  /** The course can't run without it. */
  fatal?: boolean;
}

const VERSION = "2.9.6";
const ENOUGH_MEMORY = 4; // GiB: what running every notebook was measured to need

/**
 * Examines the machine.
 *
 * @returns A finding for each thing the course uses, in the order to read them.
 */
export async function examine(): Promise<Finding[]> {
  return [
    deno(),
    threads(),
    memory(),
    await gpu(),
    await kernel(),
  ];
}

function deno(): Finding {
  const found = Deno.version.deno;
  return {
    what: "Deno",
    found,
    remedy: found === VERSION ? undefined : `npx -y deno@${VERSION} task start`,
  };
}

function threads(): Finding {
  return { what: "CPU threads", found: String(navigator.hardwareConcurrency) };
}

function memory(): Finding {
  const { total, available } = Deno.systemMemoryInfo();
  const gib = (bytes: number) => bytes / 2 ** 30;
  return {
    what: "Memory",
    found: `${gib(total).toFixed(1)} GiB, ${gib(available).toFixed(1)} free`,
    remedy: gib(available) < ENOUGH_MEMORY
      ? `Close other programs: ${ENOUGH_MEMORY} GiB free is enough`
      : undefined,
  };
}

async function gpu(): Promise<Finding> {
  const adapter = await probeAdapter();
  if (!adapter) {
    return {
      what: "WebGPU",
      found: "none, training on WASM",
      remedy: "None needed; a graphics card with its driver would be faster",
    };
  }
  return {
    what: "WebGPU",
    found: adapter.software
      ? `${adapter.name} (software), training on WASM`
      : adapter.name,
  };
}

async function kernel(): Promise<Finding> {
  const started = performance.now();
  try {
    await using kernel = await Kernel.start();
    await kernel.execute("1 + 1");
    const seconds = (performance.now() - started) / 1000;
    return { what: "Kernel", found: `ready in ${seconds.toFixed(1)} s` };
  } catch (error) {
    return {
      what: "Kernel",
      found: error instanceof Error ? error.message : String(error),
      remedy: `Run the course with npx -y deno@${VERSION}, and allow it to ` +
        "listen on 127.0.0.1",
      fatal: true,
    };
  }
}

/**
 * Sets the findings out as a table, a remedy under each thing missing.
 *
 * @param findings What `examine` found.
 */
export function machineTable(findings: Finding[]): string {
  const width = Math.max(...findings.map(({ what }) => what.length));
  return findings.map(({ what, found, remedy }) => {
    const line = `  ${what.padEnd(width)}  ${found}`;
    return remedy ? `${line}\n  ${" ".repeat(width)}  → ${remedy}` : line;
  }).join("\n");
}

if (import.meta.main) {
  const findings = await examine();
  console.log(machineTable(findings));
  Deno.exit(findings.some(({ fatal }) => fatal) ? 1 : 0);
}
