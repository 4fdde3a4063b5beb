/** What an error's message most often means, for who meets it the first time. */
const meanings: [RegExp, string][] = [
  [/Maximum call stack/, "The function calls itself without end."],
  [
    /is not defined/,
    "Is the name spelt right? Does it need an import, or a `const` before it?",
  ],
  [
    /Cannot read properties of (undefined|null)/,
    "Something is missing there: an index past the end of a list, or a name " +
    "that the object does not have.",
  ],
  [
    /is not a function/,
    "Is the name spelt right? Only a function can be called.",
  ],
  [/is not iterable/, "Only a list can be spread or looped over."],
  [
    /Assignment to constant/,
    "A `const` keeps its first value. Use `let` for what changes.",
  ],
  [
    /before initialization/,
    "A `const` or `let` can be used only below the line that makes it.",
  ],
  [/Unexpected reserved word/, "`await` works in an `async` function only."],
  [/Invalid array length/, "A list's length must be a whole number from 0 up."],
  [/Cannot mix BigInt/, "Numbers such as `1n` and `1` do not mix."],
  [
    /Requires \w+ access/,
    "An answer runs without permissions: no files, no network, no " +
    "environment. It needs its arguments only.",
  ],
];

/** What an error's message means, as a sentence; "" when we do not know. */
export function meaning(message: string): string {
  return meanings.find(([pattern]) => pattern.test(message))?.[1] ?? "";
}

/** Says in words what a function threw. */
export function thrown(
  { name, message }: { readonly name: string; readonly message: string },
): string {
  // Deno adds how to grant a permission, which no answer gets.
  const first = message.split(/, run again|\n/)[0].replace(/\.$/, "");
  const said = first === "" ? name : `${name}: ${first}`;
  return `Your function threw ${said}. ${meaning(message)}`.trimEnd();
}
