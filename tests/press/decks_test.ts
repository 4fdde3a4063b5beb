/** The decks of the course against the notebooks that they speak about. */
import { assertEquals, assertGreater } from "../assert.ts";
import type { Notebook } from "../../lib/jupyter/notebook.ts";
import { readNotebooks } from "../../lib/press/site_cli.ts";
import { parseDeck, readDecks } from "../../lib/press/slides/deck.ts";

const notebooks = await readNotebooks();

/** All that a notebook says: its text, its code and what that printed. */
function words({ cells }: Notebook): string {
  return cells.flatMap((cell) => [
    cell.source,
    ...(cell.cell_type === "code" ? cell.outputs : []).map((output) =>
      "data" in output
        ? String(output.data["text/plain"])
        : output.output_type === "stream"
        ? output.text
        : ""
    ),
  ]).join("\n");
}

/** The numbers of a text, without the commas between thousands. */
function numbers(text: string): string[] {
  return text.replace(/(?<=\d),(?=\d{3})/g, "").match(/\d+(?:\.\d+)?/g) ??
    [];
}

for (const source of await readDecks()) {
  const deck = parseDeck(source);

  Deno.test(`the numbers of deck ${deck.name} stand in its chapter`, () => {
    const known = notebooks
      .filter(({ name }) => deck.chapter === 0 || name === deck.name)
      .flatMap(({ nb }) => numbers(words(nb))).map(Number);
    // A question may suppose numbers of its own, and its answer work with them.
    const told = deck.slides.flatMap(({ body, notes }) => [
      body,
      ...notes.split(/\n\n+/).filter((p) => !/^(Ask|Answer):/.test(p)),
    ]).join("\n");
    // Exercises are numbered like 09.2, and cells are named.
    const said = numbers(
      told.replace(/\b\d\d\.\d\b|notebook:\S+|deno@\S+/g, ""),
    ).filter((number) => /\.|\d{4}/.test(number));
    assertGreater(said.length, 0);
    const missing = said.filter((number) => {
      const digits = number.split(".")[1]?.length ?? 0;
      return !known.some((k) => k.toFixed(digits) === number);
    });
    assertEquals(missing, []);
  });
}
