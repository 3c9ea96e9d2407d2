/** Texts that nobody vouches for, as they may be shown. */

// oxlint-disable-next-line no-control-regex -- that is what they are
const controls = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** Names come from source files and clusters: what would steer a terminal, or turn the text's direction, is written as an escape. */
export function printable(text: string): string {
  return text.replace(controls, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** In UTF-16 units. Names of topics have 249 at most. */
const longestName = 300;

/** As above, and no longer than `longest` UTF-16 units: the end of a longer text is left out, which `…` says. */
export function shortText(text: string, longest = longestName): string {
  return printable(text.length > longest ? `${text.slice(0, longest)}…` : text);
}

/**
 * No longer than `longest`, with `…` in the middle of what is longer: numbers and suffixes at the end of a name tell it from others.
 * `endShare`: how much of what is left is its end.
 */
export function shortenedInside(text: string, longest: number, endShare = 0.6): string {
  if (text.length <= longest) return text;
  const end = Math.floor((longest - 1) * endShare);
  return `${text.slice(0, longest - 1 - end)}…${text.slice(text.length - end)}`;
}

/** JSON stays JSON, and steers no terminal. */
export const safeJson = (value: unknown, space?: number): string =>
  JSON.stringify(value, undefined, space).split('\n').map(printable).join('\n');
