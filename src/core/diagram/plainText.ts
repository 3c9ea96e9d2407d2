/** A name as one line of text that every format may hold: no control characters, no halves of a character, nothing invisible or that turns the direction of the text. */
export function plainText(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\ufffe\uffff]/gu, '\ufffd');
}
