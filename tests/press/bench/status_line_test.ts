import { StatusLine } from "../../../lib/press/bench/status_line.ts";
import { assertEquals } from "../../assert.ts";

function written(columns: number | undefined): string {
  let text = "";
  {
    using line = new StatusLine({ write: (words) => text += words, columns });
    line.show("LSTM", "round 1");
    line.show("LSTM", "round 2");
    line.note("kept");
    line.show("sgemm", "round 1");
  }
  return text;
}

Deno.test("StatusLine draws one line anew on a terminal", () => {
  const wipe = "\r\x1b[2K";
  assertEquals(
    written(12),
    `${wipe}LSTM: round${wipe}LSTM: round${wipe}kept\n` +
      `${wipe}sgemm: roun${wipe}`,
  );
});

Deno.test("StatusLine writes each heading once elsewhere", () => {
  assertEquals(written(undefined), "LSTM\nkept\nsgemm\n");
});
