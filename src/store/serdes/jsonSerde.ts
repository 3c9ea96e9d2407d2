/** JSON as text, without what JSON.parse loses: digits, and keys that come twice. */
import { isInteger, LosslessNumber, parse, stringify } from 'lossless-json';
import { fail, succeed } from '../../base/result.js';
import { MalformedBytes } from '../formats/byteReader.js';
import type { Json } from '../query.js';
import { decimalJson } from './numbers.js';
import { toText, type PlainSerde } from './plainSerde.js';
import { createValueBudget, type ValueBudget } from './valueBudget.js';

export const json: PlainSerde = {
  name: 'json',
  decode(bytes, budget = createValueBudget()) {
    const text = toText(bytes);
    if (!text.ok) return text;
    try {
      takeItems(text.value, budget);

      return succeed(parse(text.value, undefined, { parseNumber }) as Json);
    } catch (error) {
      if (error instanceof MalformedBytes) return fail(`no JSON that can be shown: ${error.message}`);
      return fail(`no JSON: ${error instanceof Error ? error.message : String(error)}`);
    }
  },
  encode(text) {
    try {
      return succeed(Buffer.from(stringify(parse(text))!, 'utf8'));
    } catch {
      return fail('The key is no JSON.');
    }
  },
  alike(text) {
    // Texts are shown without their quotes.
    const quoted = JSON.stringify(text);
    try {
      const given = parse(text);
      const spellings = [text, stringify(given, (_name, value: unknown) => toLong(value))!, ...(isObject(given) ? [] : [quoted])];
      return spellings.map((one) => Buffer.from(one, 'utf8'));
    } catch {
      return [Buffer.from(quoted, 'utf8')];
    }
  },
};

const isObject = (given: unknown): boolean => typeof given === 'object' && given !== null && !(given instanceof LosslessNumber);

/** A whole number that is shown as text as a double does not hold it, as the number that it is. */
function toLong(value: unknown): unknown {
  return typeof value === 'string' && /^-?[1-9]\d{15,}$/.test(value) && !Number.isSafeInteger(Number(value))
    ? new LosslessNumber(value)
    : value;
}

/** A double has no more. */
const digitsOfDouble = 17;

/** Numbers that a double does not hold stay as they are written. */
function parseNumber(text: string): Json {
  const value = Number(text);
  if (isInteger(text)) return Number.isSafeInteger(value) ? value : text;
  const [mantissa = ''] = text.split(/[eE]/, 1);
  const digits = mantissa.replaceAll(/^-?0*\.?0*|\./g, '');
  return digits.length > digitsOfDouble || !Number.isFinite(value) ? text : decimalJson(value);
}

/** What shows a value goes down into it, with less room than here. */
const deepest = 1000;

/** Counts before anything is made of the text. Throws `MalformedBytes`: it holds more than the budget, or nests too deep. */
function takeItems(text: string, budget: ValueBudget): void {
  budget.take(1, 0);
  // Shorter ones hold few items, and nest as deep as can be shown.
  if (text.length < 2 * deepest) return;
  let depth = 0;
  let isInText = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (isInText) {
      if (code === 0x5c) i++;
      else if (code === 0x22) isInText = false;
    } else if (code === 0x22) isInText = true;
    else if (code === 0x7b || code === 0x5b) {
      if (++depth > deepest) throw new MalformedBytes(`it is nested more than ${deepest} deep`);
      budget.take(1, 2 * depth);
    } else if (code === 0x7d || code === 0x5d) depth--;
    else if (code === 0x2c) budget.take(1, 2 * Math.max(0, depth));
  }
}
