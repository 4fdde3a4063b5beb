/**
 * `deno task kernels`: builds the engine's WASM kernels from their
 * AssemblyScript source, `lib/engine/wasm/assembly`.
 *
 * @module
 */
import asc from "assemblyscript/asc";
import { fileOf, type Variant, VARIANTS } from "../engine/wasm/variant.ts";
import { ROOT } from "./files.ts";

const SOURCE = new URL("lib/engine/wasm/assembly/", ROOT);
const BINARY = new URL("lib/engine/wasm/binary/", ROOT);

/**
 * Compiles the kernels.
 *
 * @param variant Which build.
 * @returns The module's bytes.
 * @throws {Error} When the source does not compile; the compiler's own words.
 */
export async function compileKernels(
  { relaxed, shared }: Variant,
): Promise<Uint8Array> {
  // tfjs's memory begins with 256 pages; knowing that saves bounds checks.
  const memory = ["--importMemory", "--initialMemory", "256"];
  const threads = ["--sharedMemory", "--maximumMemory", "65536"];
  let binary: Uint8Array | undefined;
  const { error, stderr } = await asc.main([
    "index.ts",
    ...["--outFile", "kernels.wasm"],
    ...["-O3", "--noAssert", "--runtime", "stub"],
    ...["--enable", "simd", "--disable", "sign-extension"],
    ...memory,
    ...(relaxed ? ["--enable", "relaxed-simd"] : []),
    ...(shared ? [...threads, "--enable", "threads"] : []),
  ], {
    readFile: (name) => {
      try {
        return Deno.readTextFileSync(new URL(name, SOURCE));
      } catch {
        return null; // asc tries names that need not exist
      }
    },
    writeFile: (_name, contents) => {
      binary = contents as Uint8Array;
    },
    listFiles: () => [],
  });
  if (error || !binary) throw new Error(`asc: ${stderr}`);
  return binary;
}

if (import.meta.main) {
  await Deno.mkdir(BINARY, { recursive: true });
  for (const variant of VARIANTS) {
    const bytes = await compileKernels(variant);
    const file = new URL(fileOf(variant), BINARY);
    const draft = new URL(`${fileOf(variant)}.new`, BINARY);
    await Deno.writeFile(draft, bytes);
    await Deno.rename(draft, file);
    console.log(`${fileOf(variant)}: ${bytes.length} bytes`);
  }
}
