/**
 * Texts with holes. A part of a text that is not known is written into it as `\uE000<id>:<label>\uE001`, so that concatenation,
 * comparison and map keys work on plain strings: the same hole is equal to itself and to nothing else. An index of the builder's
 * counter that is not known is ten times `\uE002`, and then marks that no one sees tell it from other such indices. No text with a
 * hole ever leaves the core as a name.
 */
const OPEN = '\uE000';
const CLOSE = '\uE001';
const LOST = '\uE002';
const UNKNOWN = /[\uE000-\uE002]/;
const HOLE = /\uE000[^\uE000\uE001]*\uE001/g;
const RESERVED = /[\uE000-\uE019]/g;
const MARK = 0xe010;
const MARKS = /[\uE010-\uE019]+/g;

/** Characters that texts with holes are written with: a text of the program that has one cannot be told from such. */
export function isReserved(text: string): boolean {
  return text.search(RESERVED) >= 0;
}

/** The text of a character or code point; undefined: one that texts with holes are written with, which is not followed. */
export function textOfCode(code: number): string | undefined {
  const text = String.fromCodePoint(code);
  return isReserved(text) ? undefined : text;
}

/** Ten unknown digits; the id makes two of them different texts. */
export function toLostIndex(id: number): string {
  return LOST.repeat(10) + String(id).replaceAll(/\d/g, (digit) => String.fromCharCode(MARK + Number(digit)));
}

export function toHole(id: number, label: string): string {
  return `${OPEN}${id}:${label.replace(RESERVED, '?')}${CLOSE}`;
}

/** Every part of the text is known. */
export function isExact(text: string): boolean {
  return !UNKNOWN.test(text);
}

/** Some generated number in the text is not known. */
export function hasLostIndex(text: string): boolean {
  return text.includes(LOST);
}

/** For people: holes as `${label}`, lost digits as `?`. */
export function toPattern(text: string): string {
  if (isExact(text)) return text;
  return text
    .replace(HOLE, (hole) => `\${${hole.slice(hole.indexOf(':') + 1, -1)}}`)
    .replaceAll(LOST, '?')
    .replace(MARKS, '');
}

/** The ids of the holes in a text, in order. */
export function holesOf(text: string): number[] {
  return [...text.matchAll(HOLE)].map(([hole]) => Number(hole.slice(1, hole.indexOf(':'))));
}

/** Whether an unknown value has a name by which people can say it: a setting, a parameter, a field, not what code makes of them. */
export function isSayable(key: string, label: string): boolean {
  return /^!?(?:property|getenv|getProperty|parameter|field|entry):/.test(key) && /^[\w.$-]+$/.test(label);
}
