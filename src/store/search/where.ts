/**
 * Conditions on rows, as `--where` has them: `value.status = "OPEN" and (value.total > 100 or key ~ "c-")`. `=` and `!=`, `<`, `<=`, `>`, `>=`,
 * `~` (has the text in it, in any case; of a document, its JSON has) and `!~`, `and`, `or`, `not`, parentheses; a field alone: it is there, and
 * neither null nor false. A value is a text in quotes, a number, true, false or null.
 */
import { fail, succeed, type Result } from '../../base/result.js';
import type { Json, QueryRow } from '../query.js';
import { compareJson } from './compareJson.js';
import { parseRowField, textOf, type RowField } from './rowField.js';

export interface Where {
  readonly matches: (row: QueryRow) => boolean;
  /** All that the condition names. */
  readonly fields: readonly RowField[];
}

type Matches = Where['matches'];

interface Token {
  readonly kind: 'word' | 'text' | 'number' | 'operator' | 'open' | 'close';
  readonly text: string;
  /** In the expression, from 0. */
  readonly at: number;
}

const longest = 10_000;
const deepest = 50;
const patterns: readonly (readonly [Token['kind'], RegExp])[] = [
  ['text', /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/sy],
  ['number', /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])/y],
  ['operator', /!=|<>|<=|>=|!~|==|=|<|>|~/y],
  ['open', /\(/y],
  ['close', /\)/y],
  ['word', /[\p{L}_$](?:[\p{L}\p{N}_$.-]|\[(?:\d{1,9}|"(?:[^"\\]|\\.)*")\])*/uy],
];

class NoCondition extends Error {}

/** The error is a sentence that says what is wrong, and where. */
export function parseWhere(text: string): Result<Where, string> {
  if (text.length > longest) return fail(`the condition has more than ${longest.toLocaleString('en-US')} characters`);
  try {
    const fields: RowField[] = [];
    return succeed({ matches: new Conditions(tokensOf(text), fields).all(), fields });
  } catch (error) {
    if (error instanceof NoCondition) return fail(error.message);
    throw error;
  }
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; ;) {
    at += /^\s*/.exec(text.slice(at))?.[0].length ?? 0;
    if (at === text.length) return tokens;
    const token = tokenAt(text, at);
    if (token === undefined) throw new NoCondition(`what stands at ${at + 1} is not understood: ${text.slice(at, at + 20)}`);
    tokens.push(token);
    at += token.text.length;
  }
}

function tokenAt(text: string, at: number): Token | undefined {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) return { kind, text: found, at };
  }
  return undefined;
}

/** By recursive descent: `or` binds the least, then `and`, then `not`. */
class Conditions {
  private next = 0;
  private depth = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly fields: RowField[],
  ) {}

  all(): Matches {
    const matches = this.either();
    const rest = this.tokens[this.next];
    if (rest !== undefined) throw new NoCondition(`"and" or "or" is missing before ${rest.text} (at ${rest.at + 1})`);
    return matches;
  }

  private either(): Matches {
    const parts = [this.both()];
    while (this.takes('or')) parts.push(this.both());
    return parts.length === 1 ? parts[0]! : (row) => parts.some((matches) => matches(row));
  }

  private both(): Matches {
    const parts = [this.one()];
    while (this.takes('and')) parts.push(this.one());
    return parts.length === 1 ? parts[0]! : (row) => parts.every((matches) => matches(row));
  }

  private one(): Matches {
    if (++this.depth > deepest) throw new NoCondition(`it nests more than ${deepest} deep`);
    const matches = this.takes('not') ? not(this.one()) : this.tokens[this.next]?.kind === 'open' ? this.nested() : this.comparison();
    this.depth--;
    return matches;
  }

  private nested(): Matches {
    this.next++;
    const matches = this.either();
    if (this.tokens[this.next]?.kind !== 'close') throw new NoCondition('a ) is missing');
    this.next++;
    return matches;
  }

  private comparison(): Matches {
    const token = this.tokens[this.next++];
    if (token === undefined) throw new NoCondition('it ends where a field such as value.total should stand');
    if (token.kind !== 'word') throw new NoCondition(`a field such as value.total should stand before ${token.text} (at ${token.at + 1})`);
    const field = parseRowField(token.text);
    if (!field.ok) throw new NoCondition(field.error);
    this.fields.push(field.value);
    if (this.tokens[this.next]?.kind !== 'operator') return isThere(field.value);
    const operator = this.tokens[this.next++]?.text ?? '';
    return comparisonOf(field.value, operator, this.literal(operator));
  }

  private literal(operator: string): Json {
    const token = this.tokens[this.next++];
    if (token?.kind === 'text') return textOf(token.text);
    if (token?.kind === 'number') return toNumber(token.text);
    const words: Readonly<Record<string, Json>> = { true: true, false: false, null: null };
    if (token?.kind === 'word' && Object.hasOwn(words, token.text)) return words[token.text] ?? null;
    const found = token === undefined ? 'nothing' : token.text;
    throw new NoCondition(`after ${operator} a value should stand, and ${found} does: a text stands in quotes, as in "OPEN"`);
  }

  private takes(word: string): boolean {
    const token = this.tokens[this.next];
    const isIt = token?.kind === 'word' && token.text.toLowerCase() === word;
    if (isIt) this.next++;
    return isIt;
  }
}

/** Integers that do not fit stay digits, as in rows. */
const toNumber = (text: string): Json => (/^-?\d+$/.test(text) && !Number.isSafeInteger(Number(text)) ? text : Number(text));

const not =
  (matches: Matches): Matches =>
  (row) =>
    !matches(row);

function isThere(field: RowField): Matches {
  return (row) => {
    const value = field.of(row);
    return value !== undefined && value !== null && value !== false;
  };
}

/** Of a field that a row does not have nothing is so, but that it is not something. */
function comparisonOf(field: RowField, operator: string, wanted: Json): Matches {
  const holds = (test: (order: number) => boolean): Matches => {
    return (row) => {
      const value = field.of(row);
      const order = value === undefined ? undefined : compareJson(value, wanted, field.isTime);
      return order !== undefined && test(order);
    };
  };
  switch (operator) {
    case '=':
    case '==':
      return holds((order) => order === 0);
    case '!=':
    case '<>':
      return not(holds((order) => order === 0));
    case '<':
      return holds((order) => order < 0);
    case '<=':
      return holds((order) => order <= 0);
    case '>':
      return holds((order) => order > 0);
    case '>=':
      return holds((order) => order >= 0);
    case '!~':
      return not(hasText(field, wanted));
    default:
      return hasText(field, wanted);
  }
}

function hasText(field: RowField, wanted: Json): Matches {
  const text = plainTextOf(wanted).toLowerCase();
  return (row) => {
    const value = field.of(row);
    return value !== undefined && value !== null && plainTextOf(value).toLowerCase().includes(text);
  };
}

const plainTextOf = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));
