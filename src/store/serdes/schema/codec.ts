/** Payloads of one schema. */
import type { Json } from '../../query.js';
import type { ValueBudget } from '../valueBudget.js';

/** Which of Protobuf's messages it is: indexes (Confluent), or a name (Apicurio); null: that stands before the payload. */
export type ToldMessage = Uint8Array | string | null;

export interface SchemaCodec {
  /**
   * `told`: what a header says of the message. `budget`: of the row; absent: the value has one of its own.
   * Throws with the reason: the payload is not of the schema, or more than the budget.
   */
  decode(payload: Uint8Array, told: ToldMessage, budget?: ValueBudget): Json;
  /** `like`: a payload whose message it is of, and begins as. Throws with the reason. */
  encode(text: string, like?: Uint8Array): Uint8Array;
}
