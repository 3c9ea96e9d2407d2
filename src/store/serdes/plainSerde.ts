import { fail, succeed, type Result } from '../../base/result.js';
import type { Json } from '../query.js';
import type { ValueBudget } from './valueBudget.js';

/** A serde of which the bytes say all. */
export interface PlainSerde {
  readonly name: string;
  /** Fails with the reason. `budget`: of the row; absent: the value has one of its own. */
  decode(bytes: Uint8Array, budget?: ValueBudget): Result<Json, string>;
  encode(text: string): Result<Uint8Array, string>;
  /** Other bytes of the same look: what `encode` does not give and `decode` shows as this text. Absent: there are none. */
  readonly alike?: (text: string) => readonly Uint8Array[];
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export function toText(bytes: Uint8Array): Result<string, string> {
  try {
    return succeed(utf8.decode(bytes));
  } catch {
    return fail('the bytes are not UTF-8');
  }
}
