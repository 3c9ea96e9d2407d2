/** Seeded damage to source texts. */

export type Random = () => number;

/** Mulberry32: the same seed, the same numbers. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const intruders = [
  '{',
  '}',
  '(',
  ')',
  '<',
  '>',
  ';',
  ',',
  '.',
  '"',
  "'",
  '"""',
  '/*',
  '*/',
  '//',
  '->',
  '::',
  '=',
  '+',
  '@',
  '\\u0022',
  '\u0000',
  '\uD800',
  '\uE000',
  '\uFEFF',
  'é漢𝒳',
  'null',
  'class',
  'new',
  'while (true)',
  'return',
  'count()',
  'b',
  '-1',
  '0x',
  '9'.repeat(40),
];

/** Where tokens start and end: words, numbers, and every other character by itself. */
export function tokenSpans(text: string): { start: number; end: number }[] {
  return [...text.matchAll(/\w+|[^\w\s]/g)].map((m) => ({ start: m.index, end: m.index + m[0].length }));
}

/** One to four random edits. */
export function mutate(text: string, random: Random): string {
  const edits = 1 + Math.floor(random() * random() * 4);
  let result = text;
  for (let i = 0; i < edits; i++) result = mutateOnce(result, random);
  return result;
}

function mutateOnce(text: string, random: Random): string {
  const tokens = tokenSpans(text);
  if (tokens.length < 2) return text;
  const int = (n: number): number => Math.floor(random() * n);
  const one = tokens[int(tokens.length)]!;
  const other = tokens[int(tokens.length)]!;
  const replace = (span: { start: number; end: number }, by: string): string => text.slice(0, span.start) + by + text.slice(span.end);
  switch (int(9)) {
    case 0:
      return replace(one, '');
    case 1:
      return replace(one, text.slice(other.start, other.end));
    case 2:
      return replace({ start: one.end, end: one.end }, ` ${text.slice(other.start, other.end)} `);
    case 3:
      return replace({ start: one.start, end: one.start }, intruders[int(intruders.length)]!);
    case 4:
      return replace(one, intruders[int(intruders.length)]!);
    case 5: // cut a piece out
      return replace(
        { start: Math.min(one.start, other.start), end: Math.min(Math.min(one.start, other.start) + int(80), text.length) },
        '',
      );
    case 6: // say a piece twice
      return replace({ start: one.end, end: one.end }, text.slice(other.start, Math.min(other.start + int(120), text.length)));
    case 7: {
      const at = int(text.length);
      return replace({ start: at, end: at + 1 }, String.fromCharCode(32 + int(95)));
    }
    default: {
      const lines = text.split('\n');
      const [from, to] = [int(lines.length), int(lines.length)];
      const [line] = lines.splice(from, 1);
      lines.splice(to, 0, line!);
      return lines.join('\n');
    }
  }
}
