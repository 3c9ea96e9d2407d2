/** Values of the repartition topic of `KTable.groupBy`: the new value, the old one, or both (ChangedSerializer). */
import { createByteReader, MalformedBytes } from './byteReader.js';

export interface TableChange {
  readonly new: Uint8Array | null;
  readonly old: Uint8Array | null;
}

/** Throws `MalformedBytes`. */
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
