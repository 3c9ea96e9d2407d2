/** Values of topics inside an application that no store holds, and that only the recorded ones are checked with. */
import { createByteReader, MalformedBytes } from '../../../src/store/formats/byteReader.js';

export interface TableChange {
  readonly new: Uint8Array | null;
  readonly old: Uint8Array | null;
}

/** Of the repartition topic of `KTable.groupBy`: the new value, the old one, or both (ChangedSerializer). */
export function decodeTableChange(bytes: Uint8Array): TableChange {
  const flag = bytes.at(-1);
  const body = bytes.subarray(0, bytes.length - 1);
  if (flag === 1) return { new: body, old: null };
  if (flag === 0) return { new: null, old: body };
  if (flag !== 2) throw new MalformedBytes(`a table's change ends with 0, 1 or 2, not with ${flag ?? 'nothing'}`);
  const reader = createByteReader(body);
  const value = reader.take(reader.varint());
  return { new: value, old: reader.rest() };
}

export interface SubscriptionResponse {
  readonly version: number;
  readonly originalValueHash: string | null;
  /** null: the other table has no such key. */
  readonly foreignValue: Uint8Array | null;
}

/** Of the response topic of a foreign-key join. */
export function decodeSubscriptionResponse(bytes: Uint8Array): SubscriptionResponse {
  const reader = createByteReader(bytes);
  const head = reader.uint8();
  const originalValueHash = head >= 0x80 ? null : Buffer.from(reader.take(16)).toString('hex');
  const rest = reader.rest();
  return { version: head & 0x7f, originalValueHash, foreignValue: rest.length === 0 ? null : rest };
}
