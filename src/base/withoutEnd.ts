/** The text without those of these characters that it ends with. A pattern (`x+$`) would look anew from each x that something follows. */
export function withoutEnd(text: string, isLeftOut: (character: string) => boolean): string {
  let end = text.length;
  while (end > 0 && isLeftOut(text[end - 1]!)) end--;
  return text.slice(0, end);
}
