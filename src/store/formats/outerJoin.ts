/** Left and outer stream-stream joins keep what has found no partner yet in one store for both sides. */
import { createByteReader, MalformedBytes } from './byteReader.js';
import { column, longJson, objectShape, plainShape, type Shape } from './shape.js';
import type { KeyParts, ValueParts } from './storeFormat.js';

export interface OuterJoinKey {
  readonly timestamp: bigint;
  readonly side: 'left' | 'right';
  readonly key: Uint8Array;
}

/** Throws `MalformedBytes`. */
export function decodeOuterJoinKey(bytes: Uint8Array): OuterJoinKey {
  const reader = createByteReader(bytes);
  const timestamp = reader.int64();
  return { timestamp, side: readSide(reader.uint8()), key: reader.rest() };
}

export interface OuterJoinItem {
  readonly side: 'left' | 'right';
  readonly value: Uint8Array;
}

/** Throws `MalformedBytes`. */
export function decodeOuterJoinValue(bytes: Uint8Array): readonly OuterJoinItem[] {
  const reader = createByteReader(bytes);
  const form = reader.uint8();
  if (form !== 1) throw new MalformedBytes(`the list begins with ${form}, not with 1`);
  const count = reader.int32();
  const items: OuterJoinItem[] = [];
  for (let left = count; left > 0; left--) {
    const item = createByteReader(reader.take(reader.int32()));
    items.push({ side: readSide(item.uint8()), value: item.rest() });
  }
  if (count < 0 || reader.left > 0) throw new MalformedBytes('the list does not end where its bytes do');
  return items;
}

export function readOuterJoinKey(bytes: Uint8Array): KeyParts {
  const { timestamp, side, key } = decodeOuterJoinKey(bytes);
  return {
    key: column('key', key),
    window: null,
    details: { side: plainShape(side), joinTimestamp: plainShape(longJson(timestamp)) },
  };
}

export function readOuterJoinValue(bytes: Uint8Array): ValueParts {
  const items = decodeOuterJoinValue(bytes).map(({ side, value }): Shape =>
    objectShape({ side: plainShape(side), value: column(side === 'left' ? 'value' : 'otherValue', value) }),
  );
  return { value: { kind: 'list', items }, details: {} };
}

function readSide(byte: number): 'left' | 'right' {
  if (byte > 1) throw new MalformedBytes(`the side of a join is 0 or 1, not ${byte}`);
  return byte === 1 ? 'left' : 'right';
}
