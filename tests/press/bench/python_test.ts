import { findPython } from "../../../lib/press/bench/python.ts";
import { assertEquals, assertMatch, assertRejects } from "../../assert.ts";

const python = await findPython([]);

async function named<T>(program: string, fn: () => Promise<T>): Promise<T> {
  const before = Deno.env.get("COURSE_PYTHON");
  Deno.env.set("COURSE_PYTHON", program);
  try {
    return await fn();
  } finally {
    if (before === undefined) Deno.env.delete("COURSE_PYTHON");
    else Deno.env.set("COURSE_PYTHON", before);
  }
}

Deno.test({
  name: "findPython() answers versions, and leaves out what is missing",
  ignore: !python,
  async fn() {
    const found = await findPython(["pip", "no-such-package-at-all"]);
    assertMatch(found!.version, /^3\.\d+/);
    assertEquals(Object.keys(found!.packages), ["pip"]);
  },
});

Deno.test("findPython() refuses a COURSE_PYTHON that does not run", async () => {
  for (const program of ["/nowhere/python", Deno.execPath()]) {
    await named(program, () =>
      assertRejects(
        () => findPython([]),
        TypeError,
        `COURSE_PYTHON is "${program}", which does not run as Python 3`,
      ));
  }
});
