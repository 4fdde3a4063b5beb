/**
 * Breaks a text into lines of at most `columns` characters.
 *
 * Paragraphs and list items keep apart; a word that is longer than a line is
 * cut.
 *
 * @param indent What every line begins with.
 */
export function wrap(text: string, columns: number, indent = ""): string[] {
  const room = Math.max(1, columns - indent.length);
  return text.split("\n").flatMap((paragraph) => {
    const lines: string[] = [];
    let line = "";
    for (let word of paragraph.split(" ")) {
      if (line !== "" && line.length + 1 + word.length > room) {
        lines.push(line);
        line = "";
      } else if (line !== "") {
        line += " ";
      }
      while (word.length > room) {
        lines.push(word.slice(0, room));
        word = word.slice(room);
      }
      line += word;
    }
    return [...lines, line].map((line) => `${indent}${line}`.trimEnd());
  });
}
