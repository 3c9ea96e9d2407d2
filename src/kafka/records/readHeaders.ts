/** The headers of a record, which a sink gets as a range of the record format's own bytes. */

export interface RecordHeader {
  readonly key: string;
  readonly value: Uint8Array | null;
}

/** In their order, repeated names too. Values are parts of `bytes`. Throws where the range is not one that a sink was given. */
export function readHeaders(bytes: Uint8Array, from: number, to: number): readonly RecordHeader[] {
  if (from >= to || bytes[from] === 0) return [];
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = from;
  const varint = (): number => {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      if (at >= to) break;
      const byte = buffer[at++]!;
      value |= (byte & 127) << shift;
      if (byte < 128) return (value >>> 1) ^ -(value & 1);
    }
    throw new Error('headers end too early');
  };
  const part = (length: number): number => {
    if (length < 0 || at + length > to) throw new Error('headers end too early');
    at += length;
    return at - length;
  };
  const count = varint();
  const headers: RecordHeader[] = [];
  for (let i = 0; i < count; i++) {
    const keyLength = varint();
    const keyFrom = part(keyLength);
    const key = buffer.toString('utf8', keyFrom, keyFrom + keyLength);
    const valueLength = varint();
    if (valueLength < 0) {
      headers.push({ key, value: null });
      continue;
    }
    const valueFrom = part(valueLength);
    headers.push({ key, value: buffer.subarray(valueFrom, valueFrom + valueLength) });
  }
  return headers;
}
