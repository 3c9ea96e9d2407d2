/** What foreign-key joins write: the subscription store, and the topic that it is filled from. */
import { createByteReader, MalformedBytes } from './byteReader.js';
import { column, objectShape, plainShape } from './shape.js';
import type { KeyParts, ValueParts } from './storeFormat.js';

const instructions = [
  'DELETE_KEY_NO_PROPAGATE',
  'DELETE_KEY_AND_PROPAGATE',
  'PROPAGATE_NULL_IF_NO_FK_VAL_AVAILABLE',
  'PROPAGATE_ONLY_IF_FK_VAL_AVAILABLE',
] as const;

export interface Subscription {
  readonly version: number;
  readonly instruction: (typeof instructions)[number];
  /** Of the left value, 32 digits; null: none. */
  readonly hash: string | null;
  readonly primaryKey: Uint8Array;
  /** null: version 0 has none. */
  readonly primaryPartition: number | null;
}

/** Throws `MalformedBytes`. */
export function decodeSubscription(bytes: Uint8Array): Subscription {
  const reader = createByteReader(bytes);
  const head = reader.uint8();
  const version = head & 0x7f;
  if (version > 1) throw new MalformedBytes(`version ${version} of the subscription format is not known`);
  const code = reader.int8();
  const instruction = instructions[code];
  if (instruction === undefined) throw new MalformedBytes(`there is no subscription instruction ${code}`);
  const hash = head >= 0x80 ? null : toHex(reader.take(16));
  const primaryKey = reader.take(reader.left - (version > 0 ? 4 : 0));
  return { version, instruction, hash, primaryKey, primaryPartition: version > 0 ? reader.int32() : null };
}

export function readSubscriptionKey(key: Uint8Array): KeyParts {
  const reader = createByteReader(key);
  const foreignKey = reader.take(reader.int32());
  return {
    key: objectShape({ foreignKey: column('key', foreignKey), primaryKey: column('primaryKey', reader.rest()) }),
    window: null,
    details: {},
  };
}

export function readSubscriptionValue(value: Uint8Array): ValueParts {
  const { version, instruction, hash, primaryKey, primaryPartition } = decodeSubscription(value);
  return {
    value: objectShape({
      instruction: plainShape(instruction),
      primaryKey: column('primaryKey', primaryKey),
      primaryPartition: plainShape(primaryPartition),
      hash: plainShape(hash),
      version: plainShape(version),
    }),
    details: {},
  };
}

const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
