/** What a person types to search rows: a condition where it is one, else a text that key or value hold. */
import { fail, succeed, type Result } from '../../base/result.js';
import type { Json, QueryRow } from '../query.js';
import { parseWhere, type Where } from './where.js';

/** A field of a row and an operator, perhaps behind `not` and parentheses: no text of a value that anybody looks for begins so. */
const isCondition = /^[\s(]*(?:not\b[\s(]*)*(?:key|value|timestamp|partition|offset|window)\b[\w.$[\]"-]*\s*(?:[=<>~]|!=|!~)/i;

/** undefined: all match. The error is a sentence that says what is wrong with the condition. */
export function parseSearch(text: string): Result<Where | undefined, string> {
  const whole = text.trim();
  if (whole === '') return succeed(undefined);
  if (!isCondition.test(whole)) return succeed({ matches: holdsText(whole), fields: [] });
  const where = parseWhere(whole);
  return where.ok ? where : fail(where.error);
}

function holdsText(wanted: string): Where['matches'] {
  const text = wanted.toLowerCase();
  const holds = (value: Json): boolean => (typeof value === 'string' ? value : JSON.stringify(value)).toLowerCase().includes(text);
  return ({ key, value }: QueryRow) => holds(key) || holds(value);
}
