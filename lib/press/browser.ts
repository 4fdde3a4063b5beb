/**
 * Finds a Chromium and starts it headless.
 *
 * The browser tests and the static pictures need a real browser, and a fresh
 * machine may have none. Candidates are tried in this order, and the first one
 * that really starts is used:
 *
 * 1. the program that `CHROME_PATH` names (then nothing else is tried);
 * 2. Chrome, Chromium or Edge on `PATH` or in its usual place;
 * 3. the Chromium inside the npm package `@sparticuz/chromium` (Linux, x64);
 * 4. Debian's `chromium`, installed with apt when we are root.
 *
 * @module
 */
import { type Browser, chromium } from "playwright-core";
import { exists, onPath } from "./files.ts";
import { unpackChromium } from "./chromium_npm.ts";

/** No browser could be started; the message says what to install. */
export class BrowserError extends Error {
  override name = "BrowserError";
}

/** A browser program, and the environment it needs to start. */
interface Candidate {
  path: string;
  env?: Record<string, string>;
}

const NAMES = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "chrome",
  "msedge",
  "microsoft-edge",
];

const USUAL_PLACES: Partial<Record<typeof Deno.build.os, string[]>> = {
  darwin: [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  ],
  windows: [
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
  ],
};

// A test browser must be quiet on the network: no update checks, no look-ups.
const FLAGS = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-quic",
  "--disable-sync",
  "--no-first-run",
  "--font-render-hinting=none",
];

/**
 * Starts a headless Chromium.
 *
 * @param say Called with a line of progress when something must be installed.
 * @returns A playwright browser; the caller closes it.
 * @throws {BrowserError} When no browser could be started, with the remedy.
 */
export async function launchBrowser(
  say: (line: string) => void = console.error,
): Promise<Browser> {
  const failures: string[] = [];
  for await (const candidate of candidates(say)) {
    try {
      return await start(candidate);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      failures.push(`${candidate.path}: ${reason.split("\n")[0]}`);
    }
  }
  const tried = failures.length
    ? `Tried:\n  ${failures.join("\n  ")}`
    : "None was found.";
  throw new BrowserError(
    "No Chrome or Chromium could be started. " + tried +
      "\nInstall one (Debian and Ubuntu: sudo apt-get install chromium; " +
      "macOS: brew install --cask chromium; Windows: Chrome or Edge), " +
      "or set CHROME_PATH to one you have.",
  );
}

async function* candidates(
  say: (line: string) => void,
): AsyncGenerator<Candidate> {
  const named = Deno.env.get("CHROME_PATH");
  if (named) {
    yield { path: named };
    return;
  }
  for (const name of NAMES) {
    const path = await onPath(name);
    if (path) yield { path };
  }
  for (const path of USUAL_PLACES[Deno.build.os] ?? []) {
    if (await exists(path)) yield { path };
  }
  if (Deno.build.os === "linux" && Deno.build.arch === "x86_64") {
    yield await unpackChromium(say);
  }
  if (
    Deno.build.os === "linux" && Deno.uid() === 0 && await onPath("apt-get")
  ) {
    say("Installing Debian's chromium with apt-get (about 300 MB)");
    await apt("update");
    await apt("install", "-y", "--no-install-recommends", "chromium");
    const path = await onPath("chromium");
    if (path) yield { path };
  }
}

async function apt(...args: string[]): Promise<void> {
  const { success, stderr } = await new Deno.Command("apt-get", {
    args: ["-q", ...args],
    env: { DEBIAN_FRONTEND: "noninteractive" },
    stdout: "null",
    stderr: "piped",
  }).output();
  if (!success) {
    throw new BrowserError(
      `apt-get ${args.join(" ")} failed: ${new TextDecoder().decode(stderr)}`,
    );
  }
}

function start({ path, env }: Candidate): Promise<Browser> {
  // Chromium's own sandbox refuses to run as root, as in most containers.
  const sandbox = Deno.build.os === "windows" || Deno.uid() !== 0;
  return chromium.launch({
    executablePath: path,
    args: sandbox ? FLAGS : [...FLAGS, "--no-sandbox"],
    env: { ...Deno.env.toObject(), ...env },
    timeout: 60_000,
  });
}
