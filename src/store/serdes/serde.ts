/** A serde as the store reader needs it: bytes to what a person reads, and a typed key back to bytes. */
import type { Result } from '../../base/result.js';
import type { Call } from '../../kafka/connection.js';
import type { Header } from '../formats/headers.js';
import type { Json, SerdeChoice } from '../query.js';
import type { ValueBudget } from './valueBudget.js';

/** Bytes of a column and the headers of their record, which may name a schema. */
export interface SerdeInput {
  readonly bytes: Uint8Array;
  readonly headers: readonly Header[];
}

export interface Serde {
  /** As a person chooses it: string, long, avro … */
  readonly name: string;
  /** Fails with the reason. `budget`: of the row; absent: the value has one of its own. */
  decode(bytes: Uint8Array, headers: readonly Header[], budget?: ValueBudget): Result<Json, string>;
  /** Fails with one sentence for a person. */
  encode(text: string): Result<Uint8Array, string>;
  /** Other bytes of the same look, as far as they can be listed. Absent: there are none, but of serdes with `prepare`. */
  readonly alike?: (text: string) => readonly Uint8Array[];
  /** Fetches what `decode` needs for these; what cannot be had, `decode` says. Absent: nothing is needed. */
  readonly prepare?: (inputs: readonly SerdeInput[], call?: Call) => Promise<void>;
  /** What a person can do about schemas that `prepare` could not have, as a sentence; undefined: there is nothing to be said. */
  readonly advice?: () => string | undefined;
}

export interface ChosenSerde {
  readonly serde: Serde;
  readonly choice: SerdeChoice;
  readonly warning: string | undefined;
  /** Why no sample could be read for lack of a schema, with what can be done; a sentence or two. Absent: schemas lack for nothing. */
  readonly lacking?: string;
}
