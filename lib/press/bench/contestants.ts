/**
 * Who is measured, and how each is started.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { nativeProduct } from "@course/jupyter";
import type { PartId } from "./parts.ts";
import type { Python } from "./python.ts";

/** A contestant's short name, as files keep it. */
export type ContestantId =
  | "engine"
  | "engine-native"
  | "tfjs"
  | "onnxruntime"
  | "keras"
  | "torch";

/** One that is measured, where it is there. */
export interface Contestant {
  id: ContestantId;
  name: string;
  parts: PartId[];
  /** Program and arguments; the part and the threads follow. */
  command: string[];
  /** Arguments after these. */
  more?: string[];
  /** The command that would bring it; present only where it is missing. */
  remedy?: string;
  /** Parts in which it takes seconds a step: three steps in all are enough. */
  slow?: PartId[];
  /** It can use one thread only, so it runs beside the fewest threads alone. */
  oneThread?: boolean;
}

const ALL: PartId[] = ["lstm", "transformer", "sgemm", "inference"];

/** Brings both Python contestants. */
const INSTALL = "python3 -m venv .venv && " +
  ".venv/bin/pip install -r lib/press/bench/requirements.txt";

/** Brings a product of the machine's own; macOS has one from the start. */
const INSTALL_BLAS = "sudo apt install libopenblas0 (or name a BLAS in " +
  "COURSE_BLAS)";

function hasBlas(): boolean {
  try {
    return nativeProduct(true) !== undefined;
  } catch (error) {
    if (error instanceof Error && error.name === "BlasError") return false;
    throw error;
  }
}

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const deno = (file: string) => [Deno.execPath(), "run", "-A", here(file)];

/**
 * All contestants, in the order in which they take turns.
 *
 * @param python The interpreter; `undefined` where there is none, `null` to
 * leave Python's contestants out.
 */
export function contestants(
  python: Python | undefined | null,
): Contestant[] {
  const ours: Contestant[] = [
    {
      id: "engine",
      name: "Our engine",
      parts: ALL,
      command: deno("engine_peer.ts"),
    },
    {
      id: "engine-native",
      name: "Our engine, native product",
      parts: ALL,
      command: deno("engine_peer.ts"),
      more: ["native"],
      ...hasBlas() ? {} : { remedy: INSTALL_BLAS },
    },
    {
      id: "tfjs",
      name: "Stock tfjs",
      parts: ALL,
      command: deno("tfjs_peer.ts"),
      slow: ["lstm", "transformer", "inference"],
      oneThread: true,
    },
    {
      id: "onnxruntime",
      name: "onnxruntime-web",
      parts: ["sgemm", "inference"],
      command: deno("ort_peer.ts"),
    },
  ];
  if (python === null) return ours;
  const inPython = (file: string, ...packages: string[]) => ({
    command: [python?.program ?? "python3", here(file)],
    ...packages.every((name) => python?.packages[name])
      ? {}
      : { remedy: INSTALL },
  });
  return [
    ...ours,
    {
      id: "keras",
      name: "Keras (TensorFlow)",
      parts: ["lstm", "transformer", "inference"],
      ...inPython("keras_peer.py", "keras", "tensorflow"),
    },
    {
      id: "torch",
      name: "PyTorch",
      parts: ALL,
      ...inPython("torch_peer.py", "torch", "numpy"),
    },
  ];
}
