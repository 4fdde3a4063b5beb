import {
  assert,
  assertEquals,
  assertStringIncludes,
  assertThrows,
} from "../assert.ts";
import {
  type LoadOptions,
  loadPeople,
  sentence,
  TableError,
} from "../../lib/talent/people/mod.ts";
import { formatCsv, parseCsv } from "../../lib/talent/people/csv.ts";

/** One bad table and the only thing the reader should be told. */
interface Bad {
  kind: string;
  heading: string;
  row: string;
  says: string;
  options?: LoadOptions;
}

const bad = (
  kind: string,
  heading: string,
  row: string,
  says: string,
  options?: LoadOptions,
): Bad => ({ kind, heading, row, says, options });

const DATES = "hired,left";
const END = { asOf: "2025-12-31" };

/** Kinds of bad rows; each message is given word for word. */
const BAD_ROWS: Bad[] = [
  bad(
    "a blank first day",
    DATES,
    ",2024-01-01",
    "Row 2, column hired: the cell is blank. Write the first day, as in 2024-03-31.",
  ),
  bad(
    "a first day in words",
    DATES,
    "soon,",
    'Row 2, column hired: "soon" is not a date. Write year-month-day, as in 2024-03-31.',
  ),
  bad(
    "a date that may be read two ways",
    DATES,
    "03/04/2024,",
    'Row 2, column hired: "03/04/2024" may have the day or the month first. Write year-month-day, as in 2024-03-31.',
  ),
  bad(
    "a year of two digits",
    DATES,
    "31.03.24,",
    'Row 2, column hired: "31.03.24" has a year of two digits. Write year-month-day, as in 2024-03-31.',
  ),
  bad(
    "a day that does not exist",
    DATES,
    "2023-02-29,",
    "Row 2, column hired: there is no day 2023-02-29. Correct the month or the day.",
  ),
  bad(
    "a spreadsheet's day number",
    DATES,
    "45382,",
    `Row 2, column hired: "45382" is a spreadsheet's day number. Format the column as year-month-day and export it again.`,
  ),
  bad(
    "a time of day",
    DATES,
    "2024-03-31T23:30:00Z,",
    'Row 2, column hired: "2024-03-31T23:30:00Z" carries a time of day. Leave the time out, and mind the time zone it was in.',
  ),
  bad(
    "a date without its zeros",
    DATES,
    "2024/3/1,",
    'Row 2, column hired: "2024/3/1" is not written as a date here. Write four, two and two digits with hyphens, as in 2024-03-31.',
  ),
  bad(
    "a mistyped century",
    DATES,
    "0204-03-01,",
    "Row 2, column hired: 0204-03-01 is before 1950-01-01. Correct the year.",
  ),
  bad(
    "a word for being still here",
    DATES,
    "2024-03-31,still here",
    'Row 2, column left: "still here" is a word. Leave the cell blank when there is no date.',
  ),
  bad(
    "leaving before hiring",
    DATES,
    "2024-03-31,2023-03-31",
    "Row 2, column left: 2023-03-31 is before the first day, 2024-03-31. Correct one of the two dates.",
  ),
  bad(
    "hiring after the day of the table",
    DATES,
    "2026-03-31,",
    "Row 2, column hired: 2026-03-31 is after 2025-12-31, the day of the table. Correct the date, or leave the row out.",
    END,
  ),
  bad(
    "leaving after the day of the table",
    DATES,
    "2024-03-31,2026-01-31",
    "Row 2, column left: 2026-01-31 is after 2025-12-31, the day of the table. Leave the cell blank for someone who is still here.",
    END,
  ),
  bad(
    "leaving before leavers were kept",
    DATES,
    "2019-03-31,2020-01-31",
    "Row 2, column left: 2020-01-31 is before 2021-01-01, when the table begins. Leave the row out, or say an earlier `from`.",
    { from: "2021-01-01" },
  ),
  bad(
    "too many cells",
    DATES,
    "2024-03-31,,Smith",
    "Row 2: the row has 3 cells and the heading has 2. Put a cell that holds a comma between quotation marks.",
  ),
  bad(
    "too few cells",
    `${DATES},role`,
    "2024-03-31,",
    "Row 2: the row has 2 cells and the heading has 3. Write a comma for every cell, blank ones too.",
  ),
  bad(
    "a quotation mark left open",
    `${DATES},role`,
    '2024-03-31,,"engineer',
    'Row 2: a quotation mark is opened and never closed. Close it with ", or write "" for a mark inside a cell.',
  ),
  bad(
    "text after a closing quotation mark",
    `${DATES},role`,
    '2024-03-31,,"lead" engineer',
    'Row 2: text follows a closing quotation mark: engineer. Put the whole cell between quotation marks, or write "".',
  ),
  bad(
    "a character that cannot be read",
    `${DATES},location`,
    "2024-03-31,,M\uFFFDnchen",
    'Row 2, column location: "M\uFFFDnchen" holds a character that cannot be read. Save the file as UTF-8.',
  ),
  bad(
    "an unknown reason",
    `${DATES},reason`,
    "2024-01-01,2024-03-31,retired",
    'Row 2, column reason: "retired" is not a known reason. Write one of competitor, pay, career, culture, other.',
  ),
  bad(
    "a reason for someone still here",
    `${DATES},reason`,
    "2024-01-01,,pay",
    'Row 2, column reason: there is a reason, "pay", and no last day. Write the last day, or leave the reason blank.',
  ),
  bad(
    "pay with a currency",
    `${DATES},base_pay`,
    "2024-01-01,,€70000",
    'Row 2, column base_pay: "€70000" is not a plain number. Write an amount above 0 in digits alone, without units.',
  ),
  bad(
    "pay with commas",
    `${DATES},base_pay`,
    '2024-01-01,,"70,000"',
    'Row 2, column base_pay: "70,000" is not a plain number. Leave out the commas between the digits.',
  ),
  bad(
    "pay of nothing",
    `${DATES},base_pay`,
    "2024-01-01,,0",
    "Row 2, column base_pay: 0 is out of range. Write an amount above 0.",
  ),
  bad(
    "a decimal comma",
    `${DATES},engagement`,
    '2024-01-01,,"7,5"',
    'Row 2, column engagement: "7,5" is not a plain number. Write a point, not a comma, before decimals.',
  ),
  bad(
    "a score off the scale",
    `${DATES},engagement`,
    "2024-01-01,,72",
    "Row 2, column engagement: 72 is out of range. Write a score from 0 to 10.",
  ),
  bad(
    "a percentage for a share",
    `${DATES},remote_share`,
    "2024-01-01,,40%",
    'Row 2, column remote_share: "40%" is not a plain number. Write a share from 0 to 1 without %; 40% is 0.4.',
  ),
  bad(
    "a word for a missing number",
    `${DATES},training_days`,
    "2024-01-01,,N/A",
    'Row 2, column training_days: "N/A" is not a plain number. Leave the cell blank when the value is unknown.',
  ),
  bad(
    "part of a person",
    `${DATES},manager_span`,
    "2024-01-01,,7.5",
    "Row 2, column manager_span: 7.5 is not a whole number. Write a whole number of people from 1.",
  ),
  bad(
    "a level in letters",
    `${DATES},level`,
    "2024-01-01,,senior",
    'Row 2, column level: "senior" is not a plain number. Write a whole number from 1, or leave the cell blank.',
  ),
  bad(
    "waiting longer than being here",
    `${DATES},months_since_promotion`,
    "2024-01-01,2024-12-31,30",
    "Row 2, column months_since_promotion: 30 months are more than the stay of 12.0. Count from hiring when there was no promotion.",
  ),
  bad(
    "a blank label",
    `${DATES},person`,
    "2024-01-01,,",
    "Row 2, column person: the cell is blank. Give every row its own label.",
  ),
  bad(
    "a label used twice",
    `${DATES},person`,
    "2024-01-01,,A\n2024-01-02,,A",
    'Row 3, column person: "A" is in row 2 already. Give every stay its own label, a second stay too.',
  ),
];

/** The problems of a table, in words. */
function problems(text: string, options?: LoadOptions): string[] {
  const error = assertThrows(() => loadPeople(text, options), TableError);
  return error.problems.map(sentence);
}

Deno.test("loadPeople() has a message for 25 kinds of bad rows or more", () => {
  assert(new Set(BAD_ROWS.map(({ says }) => says)).size >= 25);
});

for (const { kind, heading, row, says, options } of BAD_ROWS) {
  Deno.test(`loadPeople() refuses ${kind}`, () => {
    assertEquals(problems(`${heading}\n${row}\n`, options), [says]);
  });
}

Deno.test("loadPeople() tells every problem at once, without a stack", () => {
  // Every kind in one table, a row each; those that spoil the rest come last.
  const window = { ...END, from: "2021-01-01" };
  const heads = [...new Set(BAD_ROWS.flatMap((bad) => bad.heading.split(",")))];
  const structural = /quotation|too (many|few)|label/;
  const kinds = BAD_ROWS.filter(({ kind }) => !structural.test(kind));
  const rows = kinds.map(({ heading, row }, i) => {
    const names = heading.split(",");
    const [cells] = parseCsv(row, []);
    return heads.map((head) =>
      head === "person" ? `P${i}` : cells[names.indexOf(head)] ?? null
    );
  });
  const text = formatCsv([heads, ...rows]) + "2024-01-01,\n" +
    "2024-01-01," + ",".repeat(heads.length) + '\n2024-01-01,"';
  const error = assertThrows(() => loadPeople(text, window), TableError);
  const expected = kinds.map(({ says }, i) =>
    says.replace(/^Row \d+/, `Row ${i + 2}`)
  );
  assertEquals(
    error.problems.slice(0, kinds.length).map(sentence),
    expected,
  );
  const after = error.problems.slice(kinds.length).map(({ wrong }) =>
    wrong.replace(/\d.*/, "")
  );
  assertEquals(after, [
    "the row has ",
    "the row has ",
    "a quotation mark is opened and never closed",
    "the row has ",
  ]);
  assert(error.problems.length >= 25);
  assertEquals(error.stack, `TableError: ${error.message}`);
  assertEquals(error.message.split("\n").length, 1 + error.problems.length);
});

Deno.test("loadPeople() spells out 50 problems and counts the rest", () => {
  const text = DATES + "\nsoon,".repeat(60);
  const { message } = assertThrows(() => loadPeople(text), TableError);
  assertStringIncludes(message, "The table has 60 problems:");
  assertStringIncludes(message, "… and 10 more.");
});

Deno.test("loadPeople() refuses a heading that it cannot use", () => {
  const heading = (text: string) => problems(text)[0];
  assertStringIncludes(heading(""), "Row 1: the table is empty");
  assertStringIncludes(heading("hired,left\n"), "no row follows");
  assertStringIncludes(heading("hired;left\n1;2"), "separated by semicolons");
  assertStringIncludes(heading("hired\tleft\n1\t2"), "separated by tabs");
  assertStringIncludes(heading("hired,hired,left\n,,"), "there twice");
  assertEquals(problems("hired,role\n2024-01-01,x"), [
    "Row 1, column left: the column is missing. Add it: the last day, blank for those still here.",
  ]);
  assertStringIncludes(
    heading("hired,left,base_pya\n2024-01-01,,1"),
    "column base_pya: the column is not known. Write base_pay if that is meant",
  );
});

Deno.test("loadPeople() needs only hired and left", () => {
  const people = loadPeople("hired,left\n2024-01-01,2024-06-30\n2024-02-01,\n");
  assertEquals(people.rows.length, 2);
  assertEquals(people.rows[0].left, "2024-06-30");
  assertEquals(people.rows[1].left, null);
  assertEquals(people.rows[1].person, "row 3");
  assertEquals([people.asOf, people.asOfGiven], ["2024-06-30", false]);
});

Deno.test("loadPeople() reads quotes, CR LF, a byte order mark, blank lines", () => {
  const text = '\uFEFF"Hired",LEFT,Base Pay,"note, free",remote-share\r\n' +
    '2024-01-01,"2024-06-30",70000.5,"a ""b"",\r\nc",.5\r\n\r\n' +
    "2024-02-01,,,,";
  const people = loadPeople(text, END);
  assertEquals(people.rows.length, 2);
  assertEquals(people.rows[0].basePay, 70000.5);
  assertEquals(people.rows[0].remoteShare, 0.5);
  assertEquals(people.rows[1].basePay, null);
  // The blank line counts, as it does in a spreadsheet.
  assertEquals(people.rows[1].person, "row 4");
  assertEquals(people.ignored, ["note, free"]);
});

Deno.test("loadPeople() refuses an asOf or from that is no date", () => {
  assertThrows(
    () => loadPeople("hired,left\n", { asOf: "31/12/2025" }),
    RangeError,
    "`asOf` must be a date like 2025-12-31",
  );
});

Deno.test("loadPeople() refuses dates after today when no day is given", () => {
  assertStringIncludes(problems("hired,left\n2999-01-01,")[0], "2999-01-01");
});
