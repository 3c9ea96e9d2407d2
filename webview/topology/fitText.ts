/** Text for a place that has room for so many characters and rows. */
import { shortenedInside } from '../../src/base/printable.js';

/** Of fewer characters there is no middle that could give way. */
const leastWithMiddle = 4;

/** Its middle gives way, where there is one. */
export const shortened = (text: string, most: number): string =>
  most < leastWithMiddle ? text.slice(0, Math.max(0, most)) : shortenedInside(text, most, 0.5);

/** `parts` in order of their worth: those behind the first give way first. */
export function fitLines(parts: readonly string[], characters: number, rows: number): readonly string[] {
  const [first = '', ...others] = parts;
  const whole = parts.join(' · ');
  if (whole.length <= characters) return [whole];
  if (rows < 2) return [shortened(first, characters)];
  if (others.length > 0) return [shortened(first, characters), shortened(others.join(' · '), characters)];
  const end = breakOf(first, characters);
  const rest = first.slice(end);
  return [first.slice(0, end), rest.length <= characters ? rest : `…${rest.slice(1 - characters)}`];
}

/** Behind a sign between words, unless that leaves the first line half empty. */
function breakOf(text: string, characters: number): number {
  const start = text.slice(0, characters);
  const at = Math.max(...['-', '.', '_', ' '].map((sign) => start.lastIndexOf(sign))) + 1;
  return at > characters / 2 ? at : characters;
}
