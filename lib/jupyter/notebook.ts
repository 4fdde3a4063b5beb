/**
 * Notebooks (nbformat 4) as values: read with care, written as Jupyter writes.
 *
 * On disk a long text is a list of lines; in memory it is one string. The
 * written form (keys sorted, one space of indent, text split into lines) is
 * what JupyterLab itself saves, so opening and saving there changes nothing but
 * how very small numbers are spelt.
 *
 * Source: https://nbformat.readthedocs.io/en/latest/format_description.html
 *
 * @module
 */

/** JSON by MIME type; text types hold one string. */
export type MimeBundle = Record<string, unknown>;

/** What `console.log` and `console.error` printed. */
export interface StreamOutput {
  output_type: "stream";
  name: "stdout" | "stderr";
  text: string;
}

/** Something a cell displayed while it ran. */
export interface DisplayOutput {
  output_type: "display_data";
  data: MimeBundle;
  metadata: Record<string, unknown>;
}

/** The value of a cell's last expression. */
export interface ResultOutput {
  output_type: "execute_result";
  execution_count: number | null;
  data: MimeBundle;
  metadata: Record<string, unknown>;
}

/** How a cell failed. */
export interface ErrorOutput {
  output_type: "error";
  ename: string;
  evalue: string;
  traceback: string[];
}

/** One output of a code cell. */
export type Output = StreamOutput | DisplayOutput | ResultOutput | ErrorOutput;

/** `course` is ours; JupyterLab may add others. */
export interface CellMetadata {
  tags?: string[];
  /** `tolerance`: how far numbers may differ when run again, relative. */
  course?: { tolerance?: number };
  [key: string]: unknown;
}

/** Prose. */
export interface TextCell {
  cell_type: "markdown" | "raw";
  id: string;
  metadata: CellMetadata;
  source: string;
  attachments?: Record<string, MimeBundle>;
}

/** Code with its outputs. */
export interface CodeCell {
  cell_type: "code";
  id: string;
  metadata: CellMetadata;
  source: string;
  execution_count: number | null;
  outputs: Output[];
}

/** One cell. */
export type Cell = TextCell | CodeCell;

/** What the course says about a chapter. */
export interface CourseMetadata {
  title: string;
  /** One sentence for the home page. */
  summary: string;
  minutesRead: number;
  secondsRun: number;
}

/** A notebook. */
export interface Notebook {
  cells: Cell[];
  metadata: { course?: CourseMetadata; [key: string]: unknown };
  nbformat: 4;
  nbformat_minor: number;
}

/** A file that is no usable notebook; the message names file and reason. */
export class NotebookError extends Error {
  override name = "NotebookError";
}

/**
 * Reads a notebook from its text.
 *
 * @param text The JSON.
 * @param path Where it came from, for messages.
 * @throws {NotebookError} If it is not JSON, not nbformat 4, or a cell or an
 * output is malformed.
 */
export function parseNotebook(text: string, path: string): Notebook {
  const refuse = (reason: string): never => {
    throw new NotebookError(`Cannot use ${path}: ${reason}`);
  };
  let nb: Notebook;
  try {
    nb = JSON.parse(text);
  } catch (error) {
    return refuse(`not JSON (${(error as Error).message})`);
  }
  if (!isObject(nb) || !Array.isArray(nb.cells) || !isObject(nb.metadata)) {
    return refuse("not a notebook: cells or metadata are missing");
  }
  if (nb.nbformat !== 4) {
    return refuse(`nbformat ${nb.nbformat}, expected 4`);
  }
  const ids = new Set<string>();
  nb.cells.forEach((cell, i) => {
    const fault = normaliseCell(cell) ??
      (ids.has(cell.id) ? `the id "${cell.id}" is taken` : undefined);
    if (fault) refuse(`cell ${i + 1}: ${fault}`);
    ids.add(cell.id);
  });
  return nb;
}

/**
 * Reads a notebook file.
 *
 * @param path The file.
 * @throws {NotebookError} If the file cannot be read or is no notebook.
 */
export async function readNotebook(path: string): Promise<Notebook> {
  let text;
  try {
    text = await Deno.readTextFile(path);
  } catch (cause) {
    throw new NotebookError(
      `Cannot read ${path}: ${(cause as Error).message}`,
      { cause },
    );
  }
  return parseNotebook(text, path);
}

/** The text of a notebook file, as Jupyter writes it. */
export function formatNotebook(nb: Notebook): string {
  const cells = nb.cells.map((cell) => ({
    ...cell,
    source: lines(cell.source),
    ...(cell.cell_type === "code" && { outputs: cell.outputs.map(toDisk) }),
  }));
  return JSON.stringify(sortKeys({ ...nb, cells }), null, 1) + "\n";
}

/**
 * Writes a notebook file: first beside it, then renamed over it, so that
 * nobody ever sees half a file.
 *
 * @param path The file.
 * @param nb The notebook.
 */
export async function writeNotebook(path: string, nb: Notebook): Promise<void> {
  const draft = `${path}.${crypto.randomUUID().slice(0, 8)}.tmp`;
  try {
    await Deno.writeTextFile(draft, formatNotebook(nb));
    await Deno.rename(draft, path);
  } catch (error) {
    await Deno.remove(draft).catch(() => {});
    throw error;
  }
}

/** Joins lists of lines in place; returns what is wrong, if anything. */
function normaliseCell(cell: Cell): string | undefined {
  if (!isObject(cell)) return "not an object";
  if (!["markdown", "raw", "code"].includes(cell.cell_type)) {
    return `unknown cell_type ${JSON.stringify(cell.cell_type)}`;
  }
  if (typeof cell.id !== "string" || cell.id === "") return "id is missing";
  if (!isObject(cell.metadata)) return "metadata is missing";
  const source = text(cell.source);
  if (source === undefined) return "source is neither text nor lines";
  cell.source = source;
  if (cell.cell_type !== "code") return;
  if (!Array.isArray(cell.outputs)) return "outputs are missing";
  for (const [i, output] of cell.outputs.entries()) {
    const fault = normaliseOutput(output);
    if (fault) return `output ${i + 1}: ${fault}`;
  }
}

function normaliseOutput(output: Output): string | undefined {
  if (!isObject(output)) return "not an object";
  switch (output.output_type) {
    case "stream": {
      const joined = text(output.text);
      if (joined === undefined) return "text is missing";
      output.text = joined;
      return;
    }
    case "display_data":
    case "execute_result":
      if (!isObject(output.data)) return "data is missing";
      for (const [type, value] of Object.entries(output.data)) {
        if (!isJson(type)) output.data[type] = text(value) ?? value;
      }
      return;
    case "error":
      return Array.isArray(output.traceback) ? undefined : "no traceback";
    default:
      return `unknown output_type ${
        JSON.stringify((output as Output).output_type)
      }`;
  }
}

function toDisk(output: Output): unknown {
  if (output.output_type === "error") return output;
  if (output.output_type === "stream") {
    return { ...output, text: lines(output.text) };
  }
  const data = Object.entries(output.data).map(([type, value]) => [
    type,
    // Pictures in base64 stay one string, as Jupyter keeps them.
    typeof value === "string" && !isJson(type) && !type.endsWith("/png")
      ? lines(value)
      : value,
  ]);
  return { ...output, data: Object.fromEntries(data) };
}

function isJson(mime: string): boolean {
  return mime === "application/json" || mime.endsWith("+json");
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function text(value: unknown): string | undefined {
  if (Array.isArray(value)) return value.join("");
  return typeof value === "string" ? value : undefined;
}

/** "a\nb" → ["a\n", "b"]. */
function lines(value: string): string[] {
  return value === "" ? [] : value.split(/(?<=\n)/);
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value).sort().map((key) => [key, sortKeys(value[key])]),
  );
}
