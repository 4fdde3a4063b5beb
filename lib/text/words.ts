/**
 * Splits English text into words.
 *
 * Lower case; HTML tags become spaces; a word is a run of letters and digits,
 * with apostrophes inside it kept, so "don't" stays one word and 'quoted' loses
 * its quotes. Punctuation is dropped.
 *
 * @param text Any text, for example a film review with `<br />` in it.
 * @returns The words in their order; empty for a text without any.
 *
 * @example
 * ```ts
 * words("It's GREAT.<br /><br />Don't miss it!");
 * // ["it's", "great", "don't", "miss", "it"]
 * ```
 */
export function words(text: string): string[] {
  return text
    .replace(/<\/?[a-z][^<>]*>/gi, " ")
    .replace(/[\u2019\u00b4`]/g, "'")
    .toLowerCase()
    .match(/[\p{L}\p{N}]+(?:'[\p{L}\p{N}]+)*/gu) ?? [];
}
