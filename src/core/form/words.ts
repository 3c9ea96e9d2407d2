/** The words of a text that may be names: of letters of any alphabet, digits, `_` and `$`. */
const word = /(?:[\w$]|[^\p{ASCII}\s])+/gu;

export function wordsIn(text: string): readonly string[] {
  return text.match(word) ?? [];
}
