/** Payloads of one schema. */
import type { Json } from '../../query.js';

export interface SchemaCodec {
  /** `indexes`: of Protobuf's message, where a header holds them. Throws with the reason: the payload is not of the schema. */
  decode(payload: Uint8Array, indexes: Uint8Array | null): Json;
  /** Throws with the reason. */
  encode(text: string): Uint8Array;
}
