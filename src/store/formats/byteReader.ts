/** Reads bytes from front to back and says where there are too few: no length in them is trusted. */

/** The bytes are not what their format says; the message is a clause without a full stop. */
export class MalformedBytes extends Error {}

export interface ByteReader {
  readonly left: number;
  int8(): number;
  uint8(): number;
  int32(): number;
  /** Exact. */
  int64(): bigint;
  /** A range of the same memory, not a copy. */
  take(length: number): Uint8Array;
  /** int32 length and as many bytes; null for -1. */
  nullable(): Uint8Array | null;
  /** Zigzag, up to 32 bits. */
  varint(): number;
  rest(): Uint8Array;
}

export function createByteReader(bytes: Uint8Array): ByteReader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const advance = (length: number): number => {
    if (length < 0) throw new MalformedBytes(`a length is negative (${length})`);
    if (length > bytes.length - at) throw new MalformedBytes(`${length} bytes should follow, ${bytes.length - at} do`);
    at += length;
    return at - length;
  };
  const take = (length: number): Uint8Array => {
    const from = advance(length);
    return bytes.subarray(from, from + length);
  };
  return {
    get left() {
      return bytes.length - at;
    },
    int8: () => view.getInt8(advance(1)),
    uint8: () => view.getUint8(advance(1)),
    int32: () => view.getInt32(advance(4)),
    int64: () => view.getBigInt64(advance(8)),
    take,
    nullable() {
      const length = view.getInt32(advance(4));
      return length === -1 ? null : take(length);
    },
    varint() {
      let value = 0;
      for (let shift = 0; shift < 35; shift += 7) {
        const byte = view.getUint8(advance(1));
        value |= (byte & 0x7f) << shift;
        if (byte < 0x80) return (value >>> 1) ^ -(value & 1);
      }
      throw new MalformedBytes('a variable-length number does not end');
    },
    rest: () => take(bytes.length - at),
  };
}
