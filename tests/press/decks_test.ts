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

for (const source of await readDecks()) {
  const deck = parseDeck(source);

  Deno.test(`the numbers of deck ${deck.name} stand in its chapter`, () => {
    const own = notebooks.filter(({ name }) =>
      deck.chapter === 0 || name === deck.name
    );
    const known = own.map(({ nb }) => words(nb)).join("\n").replaceAll(",", "");
    // A question may suppose numbers of its own, and its answer work with them.
    const said = deck.slides.flatMap((
      { body, notes },
    ) => [
      body,
      ...notes.split(/\n\n+/).filter((p) => !/^(Ask|Answer):/.test(p)),
    ]).flatMap((text) =>
      // Exercises are numbered like 09.2, and cells are named.
      text.replace(/\b\d\d\.\d\b|notebook:\S+|deno@\S+|,/g, "")
        .match(/\d+\.\d+|\d{4,}/g) ?? []
    );
    assertGreater(said.length, 0);
    assertEquals(said.filter((number) => !known.includes(number)), []);
  });
}
