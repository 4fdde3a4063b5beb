/**
 * The Chromium that ships inside the npm package `@sparticuz/chromium`.
 *
 * The package holds the browser compressed. Its own unpacking writes to fixed
 * names in the system's temporary folder and takes a half-written file for a
 * whole one, so it is sent to a folder of ours that is renamed when complete.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { exists, ROOT } from "./files.ts";

/**
 * Unpacks the browser into `.cache/`, once a version.
 *
 * @param say Called with a line of progress when there is work to do.
 * @returns The program's path, and the environment that makes it find the
 * libraries and fonts which came with it.
 */
export async function unpackChromium(
  say: (line: string) => void,
): Promise<{ path: string; env: Record<string, string> }> {
  const source = new URL("node_modules/@sparticuz/chromium/", ROOT);
  const { version } = JSON.parse(
    await Deno.readTextFile(new URL("package.json", source)),
  );
  const folder = fileURLToPath(new URL(`.cache/chromium-${version}`, ROOT));
  if (!await exists(folder)) {
    say(`Unpacking Chromium ${version} from npm`);
    await unpack(fileURLToPath(new URL("bin/", source)), folder);
  }
  const libraries = [join(folder, "al2023", "lib")];
  const inherited = Deno.env.get("LD_LIBRARY_PATH");
  if (inherited) libraries.push(inherited);
  return {
    path: join(folder, "chromium"),
    env: {
      LD_LIBRARY_PATH: libraries.join(":"),
      FONTCONFIG_FILE: join(folder, "fonts.conf"),
    },
  };
}

async function unpack(source: string, folder: string): Promise<void> {
  await Deno.mkdir(join(folder, ".."), { recursive: true });
  const staging = await Deno.makeTempDir({
    dir: join(folder, ".."),
    prefix: "chromium-",
  });
  const before = Deno.env.get("TMPDIR");
  try {
    Deno.env.set("TMPDIR", staging); // where the package unpacks to
    const { inflate } = await import("@sparticuz/chromium");
    for (const name of ["chromium.br", "al2023.tar.br", "fonts.tar.br"]) {
      await inflate(join(source, name));
    }
    await inflate(join(source, "swiftshader.tar.br"));
    await Deno.writeTextFile(
      join(staging, "fonts.conf"),
      fontSettings(join(folder, "fonts")),
    );
    await Deno.rename(staging, folder);
  } catch (error) {
    await Deno.remove(staging, { recursive: true });
    throw error;
  } finally {
    if (before === undefined) Deno.env.delete("TMPDIR");
    else Deno.env.set("TMPDIR", before);
  }
}

/** The machine's own fonts where it has some, and the package's beside them. */
function fontSettings(fonts: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${fonts}</dir>
  <cachedir>${fonts}-cache</cachedir>
</fontconfig>
`;
}
