/** Text as numbers: words, vocabularies, sequences, corpora. */
export { bagOfWords } from "./bag_of_words.ts";
export { Random } from "./random.ts";
export {
  dropRepeats,
  parseReviews,
  type Review,
  splitReviews,
} from "./reviews.ts";
export { type PadOptions, padSequences } from "./sequences.ts";
export { buildVocabulary, PAD, UNKNOWN, Vocabulary } from "./vocabulary.ts";
export { words } from "./words.ts";
