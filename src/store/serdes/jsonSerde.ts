/** JSON as text, without what JSON.parse loses: digits, and keys that come twice. */
import { isInteger, parse, stringify } from 'lossless-json';
import { fail, succeed } from '../../base/result.js';
import type { Json } from '../query.js';
import { decimalJson } from './numbers.js';
import { toText, type PlainSerde } from './plainSerde.js';

export const json: PlainSerde = {
  name: 'json',
  decode(bytes) {
    const text = toText(bytes);
    if (!text.ok) return text;
    if (nestsTooDeep(text.value)) return fail(`no JSON that can be shown: it is nested more than ${deepest} deep`);
    try {
      return succeed(parse(text.value, undefined, { parseNumber }) as Json);
    } catch (error) {
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
};

/** A double has no more. */
const digitsOfDouble = 17;

/** Numbers that a double does not hold stay as they are written. */
function parseNumber(text: string): Json {
  const value = Number(text);
  if (isInteger(text)) return Number.isSafeInteger(value) ? value : text;
  const digits = text.replace(/[eE].*$/, '').replaceAll(/^-?0*\.?0*|\./g, '');
  return digits.length > digitsOfDouble || !Number.isFinite(value) ? text : decimalJson(value);
}

/** What shows a value goes down into it, with less room than here. */
const deepest = 1000;

function nestsTooDeep(text: string): boolean {
  if (text.length < 2 * deepest) return false;
  let depth = 0;
  let isInText = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (isInText) {
      if (code === 0x5c) i++;
      else if (code === 0x22) isInText = false;
    } else if (code === 0x22) isInText = true;
    else if (code === 0x7b || code === 0x5b) {
      if (++depth > deepest) return true;
    } else if (code === 0x7d || code === 0x5d) depth--;
  }
  return false;
}
