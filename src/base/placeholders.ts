/**
 * Texts that name others by `${…}`: poms, configuration, connections. Whatever they say, each name is filled in once, a name that leads
 * to itself has no value, and no text grows over a bound.
 */
import { fail, succeed, type Result } from './result.js';

export interface PlaceholderRules {
  /** What stands behind a name, as it is written there; undefined: nothing sets it. */
  find(name: string): string | undefined;
  /** The name in `${inside}`, and what is meant where nothing sets it; undefined: this names nothing. */
  read(inside: string): { readonly name: string; readonly otherwise: string | undefined } | undefined;
  /** A placeholder that nothing sets stays as it is written; else a text with one has no value. */
  readonly keepsUnset: boolean;
}

/** Why a text has no value: nothing sets a name of it, a name leads to itself, or it would be longer than `longestFilled`. */
export type Unfilled = 'unset' | 'circular' | 'too long';

export interface PlaceholderFiller {
  fill(text: string): Result<string, Unfilled>;
  /** undefined: nothing sets the name. */
  valueOf(name: string): Result<string, Unfilled> | undefined;
}

/** Characters of a text that has placeholders; one without is as long as it is. Versions, names, addresses and keys are shorter. */
export const longestFilled = 32 * 1024;
/** Characters of all texts that one filler has filled in. */
const longestTogether = 1024 * 1024;
/** Defaults inside defaults. */
const deepestDefault = 10;

/** A text on the way: what it needs is filled in first. */
interface Waiting {
  /** undefined: the text that was asked for. */
  readonly name: string | undefined;
  readonly text: string;
  readonly needs: string[];
  circular: boolean;
}

export function createPlaceholderFiller(rules: PlaceholderRules): PlaceholderFiller {
  const values = new Map<string, Result<string, Unfilled>>();
  let left = longestTogether;

  const needsOf = (text: string, depth = 0): string[] =>
    splitPlaceholders(text).flatMap((part) => {
      if (typeof part === 'string') return [];
      const read = rules.read(part.inside);
      if (read === undefined) return [];
      if (rules.find(read.name) !== undefined) return [read.name];
      return read.otherwise === undefined || depth === deepestDefault ? [] : needsOf(read.otherwise, depth + 1);
    });

  /** All that the text needs has its value. */
  const join = (text: string, depth = 0): Result<string, Unfilled> => {
    const parts = splitPlaceholders(text);
    if (parts.every((part) => typeof part === 'string')) return succeed(text);
    let filled = '';
    for (const part of parts) {
      const value = typeof part === 'string' ? succeed(part) : valueOfPart(part, depth);
      if (!value.ok) return value;
      if (filled.length + value.value.length > Math.min(longestFilled, left)) return fail('too long');
      filled += value.value;
    }
    return succeed(filled);
  };

  const valueOfPart = ({ whole, inside }: Placeholder, depth: number): Result<string, Unfilled> => {
    const read = rules.read(inside);
    const known = read === undefined ? undefined : values.get(read.name);
    if (known !== undefined) return known;
    if (read?.otherwise !== undefined && depth < deepestDefault) return join(read.otherwise, depth + 1);
    return rules.keepsUnset ? succeed(whole) : fail('unset');
  };

  const start = (name: string | undefined, text: string): Waiting => ({ name, text, needs: needsOf(text), circular: false });

  /** Not by recursion: a file may have as many names in a row as it has lines. */
  const fillIn = (first: Waiting): Result<string, Unfilled> => {
    const waiting = [first];
    const open = new Set([first.name]);
    for (;;) {
      const last = waiting.at(-1)!;
      const next = last.needs.pop();
      if (next === undefined) {
        waiting.pop();
        const value = last.circular ? fail('circular' as const) : join(last.text);
        if (value.ok && value.value !== last.text) left -= value.value.length;
        if (last.name !== undefined) values.set(last.name, value);
        open.delete(last.name);
        if (waiting.length === 0) return value;
      } else if (open.has(next)) last.circular = true;
      else if (!values.has(next)) {
        open.add(next);
        waiting.push(start(next, rules.find(next) ?? ''));
      }
    }
  };

  return {
    fill: (text) => fillIn(start(undefined, text)),
    valueOf(name) {
      const text = rules.find(name);
      return text === undefined ? undefined : (values.get(name) ?? fillIn(start(name, text)));
    },
  };
}

interface Placeholder {
  /** As it is written, `${` and `}` included. */
  readonly whole: string;
  readonly inside: string;
}

/** The text in pieces: plain ones, and placeholders that are in no other one. A `${` that is not closed is plain. */
export function splitPlaceholders(text: string): readonly (string | Placeholder)[] {
  const ends = endsOf(text);
  const parts: (string | Placeholder)[] = [];
  let plain = 0;
  for (let i = text.indexOf('${'); i >= 0; i = text.indexOf('${', i)) {
    const end = ends.get(i);
    if (end === undefined) {
      i += 2;
      continue;
    }
    if (i > plain) parts.push(text.slice(plain, i));
    parts.push({ whole: text.slice(i, end + 1), inside: text.slice(i + 2, end) });
    i = plain = end + 1;
  }
  if (plain < text.length) parts.push(text.slice(plain));
  return parts;
}

/** Where each `${` is closed. Braces inside belong in pairs. */
function endsOf(text: string): Map<number, number> {
  const ends = new Map<number, number>();
  const open: { readonly at: number; readonly isPlaceholder: boolean }[] = [];
  for (let i = text.indexOf('${'); i >= 0 && i < text.length; i++) {
    const character = text[i];
    if (character === '$' && text[i + 1] === '{') open.push({ at: i++, isPlaceholder: true });
    else if (character === '{' && open.length > 0) open.push({ at: i, isPlaceholder: false });
    else if (character === '}') {
      const closed = open.pop();
      if (closed?.isPlaceholder === true) ends.set(closed.at, i);
    }
  }
  return ends;
}
