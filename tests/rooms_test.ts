/**
 * The rooms of `lib` and the doors between them: what may run in a browser,
 * and who may know whom.
 *
 * @module
 */
import { assertEquals, assertNotMatch } from "./assert.ts";
import { ROOT } from "../lib/press/files.ts";

/** Rooms that know the machine; every other room runs in a browser too. */
const MACHINE = new Set(["jupyter", "press"]);

/** What a room must not import. */
const CLOSED: Record<string, string[]> = {
  nn: ["models", "viz", "engine", "onnx", "exercises"],
  text: ["models", "viz", "engine", "onnx", "exercises"],
  talent: ["models", "viz", "engine", "onnx", "exercises"],
  engine: ["models", "viz", "exercises"],
  onnx: ["models", "viz", "exercises"],
  models: ["viz", "exercises"],
  viz: ["models", "exercises"],
  jupyter: ["press", "exercises"],
};

const rooms = [...Deno.readDirSync(new URL("lib/", ROOT))]
  .filter((entry) => entry.isDirectory).map((entry) => entry.name).sort();

/** What the import map names and npm carries. */
const packages = Object.entries(
  JSON.parse(Deno.readTextFileSync(new URL("deno.json", ROOT))).imports,
).filter(([, target]) => String(target).startsWith("npm:"))
  .map(([name]) => name);

/** Bundles a room for the browser and answers the program's text. */
async function bundle(room: string, ...options: string[]): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      "bundle",
      "--quiet",
      "--platform=browser",
      "--minify",
      ...options,
      `lib/${room}/mod.ts`,
    ],
    cwd: ROOT,
  }).output();
  const text = new TextDecoder();
  assertEquals(success, true, text.decode(stderr));
  return text.decode(stdout);
}

for (const room of rooms.filter((name) => !MACHINE.has(name))) {
  Deno.test(`lib/${room} can be bundled for a browser`, async () => {
    await bundle(room);
    // Our own code alone: packages may look for Deno or Node and do without.
    const own = await bundle(room, ...packages.map((p) => `--external=${p}`));
    assertNotMatch(own, /\bDeno\b/, `lib/${room} uses Deno`);
    assertNotMatch(own, /["'`]node:/, `lib/${room} imports a node: module`);
  });
}

Deno.test("lib's rooms import only the rooms they may know", () => {
  const broken: string[] = [];
  for (const room of rooms) {
    const closed = [...(CLOSED[room] ?? []), ...MACHINE]
      .filter((name) => name !== room);
    if (room === "press") closed.splice(closed.indexOf("jupyter"), 1);
    for (const [path, source] of sources(new URL(`lib/${room}/`, ROOT))) {
      for (const [, target] of source.matchAll(/(?:from|import) "([^"]+)"/g)) {
        const other = target.match(/^(?:@course|\.\.(?:\/\.\.)?)\/(\w+)/)?.[1];
        if (other && closed.includes(other)) {
          broken.push(`${path} imports ${other}`);
        }
      }
    }
  }
  assertEquals(broken, []);
});

function* sources(folder: URL): Generator<[string, string]> {
  for (const entry of Deno.readDirSync(folder)) {
    const path = new URL(entry.name, folder);
    if (entry.isDirectory) yield* sources(new URL(`${path}/`));
    else if (entry.name.endsWith(".ts")) {
      yield [
        path.pathname.replace(ROOT.pathname, ""),
        Deno.readTextFileSync(path),
      ];
    }
  }
}
