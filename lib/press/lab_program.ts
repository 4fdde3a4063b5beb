/**
 * Finds JupyterLab on this machine, or installs it beside the course.
 *
 * @module
 */
import { join } from "node:path";
import { exists, onPath } from "./files.ts";
import { root } from "../jupyter/library.ts";

/** JupyterLab is not there and cannot be installed; says what to do. */
export class LabError extends Error {
  override name = "LabError";
}

const VENV = join(root, ".venv");
const REQUIREMENTS = join(import.meta.dirname!, "requirements.txt");
/** Written last, with what was installed: without it `.venv` is half-made. */
const STAMP = join(VENV, "course-requirements.txt");

/**
 * Finds JupyterLab: on PATH, else in `.venv`, which is made when missing.
 *
 * @param say Called with lines of progress.
 * @param stop Ends an installation; the next start makes it anew.
 * @returns The program and its first arguments.
 * @throws {LabError} If there is none and it cannot be installed.
 */
export async function findLab(
  say: (line: string) => void,
  stop: AbortSignal,
): Promise<string[]> {
  const jupyter = await onPath("jupyter");
  if (jupyter) {
    const { text } = await run([jupyter, "lab", "--version"]);
    const version = text.match(/^(\d+)\.(\d+)/m)?.slice(1).map(Number);
    // Mermaid diagrams are drawn from 4.1 on.
    if (version && (version[0] > 4 || (version[0] === 4 && version[1] >= 1))) {
      say(`JupyterLab ${version.join(".")}: ${jupyter}`);
      await adviseOnPlotly(jupyter, say);
      return [jupyter, "lab"];
    }
    say(`No JupyterLab 4.1 or later with ${jupyter}`);
  }
  if (!await isReady()) await install(say, stop);
  return [venvPython(), "-m", "jupyterlab"];
}

async function adviseOnPlotly(jupyter: string, say: (line: string) => void) {
  const { text } = await run([jupyter, "labextension", "list"]);
  if (text.includes("jupyterlab-plotly")) return;
  const plotly = (await Deno.readTextFile(REQUIREMENTS)).match(/plotly\S+/);
  say(
    `Charts will be still pictures. To move and zoom them, install with ` +
      `that JupyterLab's Python: pip install ${plotly}`,
  );
}

async function isReady(): Promise<boolean> {
  if (!await exists(STAMP) || !await exists(venvPython())) return false;
  return await Deno.readTextFile(STAMP) ===
    await Deno.readTextFile(REQUIREMENTS);
}

async function install(say: (line: string) => void, stop: AbortSignal) {
  const python = await findPython();
  say(`Installing JupyterLab into ${VENV} (about 300 MB, a minute or two)`);
  const made = await run([...python, "-m", "venv", "--clear", VENV]);
  if (!made.success) {
    throw new LabError(
      `Python could not make ${VENV}.\n${made.text}${advice()}`,
    );
  }
  let packages = 0;
  const filled = await run(
    [
      venvPython(),
      ...["-m", "pip", "install", "--disable-pip-version-check"],
      ...["--progress-bar", "off", "-r", REQUIREMENTS],
    ],
    stop,
    (line) => {
      if (/^(Collecting|Installing) /.test(line)) packages++;
      if (packages % 20 === 1 && line.startsWith("Collecting")) {
        say(`  package ${packages}: ${line.split(" ")[1]}`);
      }
      if (line.startsWith("Installing")) say("  unpacking");
    },
  );
  if (stop.aborted) throw new LabError("Stopped before it was installed.");
  if (!filled.success) {
    const end = filled.text.trim().split("\n").slice(-5).join("\n");
    throw new LabError(
      `pip could not install JupyterLab:\n${end}\n` +
        "Is this machine online? Then try again: deno task lab",
    );
  }
  await Deno.copyFile(REQUIREMENTS, STAMP);
}

/** A Python that can make virtual environments. */
async function findPython(): Promise<string[]> {
  const test =
    "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))";
  for (const name of ["python3", "python", "py"]) {
    const path = await onPath(name);
    if (path && (await run([path, "-c", test])).success) return [path];
  }
  throw new LabError(
    "JupyterLab is not on PATH, and to install it Python 3.10 or later with " +
      `its venv module is needed.\n${advice()}`,
  );
}

function advice(): string {
  const how = {
    darwin: "brew install python",
    windows: "winget install Python.Python.3.13",
  }[Deno.build.os as string] ??
    "sudo apt-get install python3-venv    (Debian, Ubuntu)\n" +
      "  sudo dnf install python3            (Fedora)\n" +
      "  sudo pacman -S python               (Arch)";
  return `Install Python, then type again: deno task lab\n  ${how}`;
}

function venvPython(): string {
  return Deno.build.os === "windows"
    ? join(VENV, "Scripts", "python.exe")
    : join(VENV, "bin", "python");
}

/** Runs a program; each line of its output is told while it runs. */
async function run(
  [program, ...args]: string[],
  signal?: AbortSignal,
  onLine: (line: string) => void = () => {},
): Promise<{ success: boolean; text: string }> {
  const child = new Deno.Command(program, {
    args,
    signal,
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  let text = "";
  const read = async (stream: ReadableStream<Uint8Array<ArrayBuffer>>) => {
    let rest = "";
    for await (const part of stream.pipeThrough(new TextDecoderStream())) {
      text += part;
      const lines = (rest + part).split("\n");
      rest = lines.pop()!;
      lines.forEach(onLine);
    }
  };
  await Promise.all([read(child.stdout), read(child.stderr)]);
  return { success: (await child.status).success, text };
}
