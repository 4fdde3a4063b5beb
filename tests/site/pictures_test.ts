import { assert, assertEquals, assertGreater } from "../assert.ts";
import type { CodeCell } from "../../lib/jupyter/notebook.ts";
import { addPictures } from "../../lib/press/pictures.ts";
import { fixture } from "./fixture.ts";

Deno.test("addPictures() draws each bare chart, sharp and with its size", async () => {
  const bare = structuredClone(fixture);
  const cell = bare.cells.find((c) => c.id === "two-charts") as CodeCell;
  bare.cells = [cell];
  const [first, second] = (await addPictures(bare)).cells
    .flatMap((c) => (c as CodeCell).outputs)
    .map((output) => "data" in output ? output : undefined);
  assert(first && second);
  for (const { data, metadata } of [first, second]) {
    const png = Uint8Array.fromBase64(String(data["image/png"]));
    const view = new DataView(png.buffer);
    assertEquals(new TextDecoder().decode(png.slice(1, 4)), "PNG");
    // The header gives width and height: twice the size on the page.
    assertEquals([view.getUint32(16), view.getUint32(20)], [1520, 840]);
    assertEquals(metadata["image/png"], { width: 760, height: 420 });
    assertGreater(png.length, 10_000);
  }
});
