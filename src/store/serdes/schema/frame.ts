/** What stands before a value whose schema a registry keeps, or in its headers (Confluent, Apicurio, AWS Glue). */
import type { Header } from '../../formats/headers.js';
import type { SchemaRef } from '../../registry/schemaRegistry.js';
import type { ToldMessage } from './codec.js';

export type Frame =
  | {
      readonly kind: 'schema';
      readonly ref: SchemaRef;
      /** What the id may mean as well: Apicurio's serializers are set to write one or the other. */
      readonly otherRef: SchemaRef | null;
      /** The bytes before the payload: what a key is written with. Empty: the schema is named in a header. */
      readonly prefix: Uint8Array;
      /** With what stands before a message of Protobuf, which only its schema tells of. */
      readonly payload: Uint8Array;
      readonly told: ToldMessage;
    }
  | { readonly kind: 'glue'; readonly version: string; readonly compression: number; readonly payload: Uint8Array };

export function findFrame(bytes: Uint8Array, headers: readonly Header[], isKey: boolean): Frame | undefined {
  return (headers.length === 0 ? undefined : frameOfHeaders(bytes, headers, isKey ? 'key' : 'value')) ?? frameOfPrefix(bytes);
}

function frameOfHeaders(bytes: Uint8Array, headers: readonly Header[], column: 'key' | 'value'): Frame | undefined {
  const find = (name: string): Uint8Array | null => headers.findLast((header) => header.name === name)?.value ?? null;
  const framed = (ref: SchemaRef, told: ToldMessage): Frame => ({
    kind: 'schema',
    ref,
    otherRef: null,
    prefix: new Uint8Array(),
    payload: bytes,
    told,
  });
  const confluent = find(`__${column}_schema_id`);
  if (confluent !== null && confluent[0] === 1 && confluent.length >= 17)
    return framed({ kind: 'guid', guid: toGuid(confluent.subarray(1, 17)) }, confluent.subarray(17));
  if (confluent !== null && confluent[0] === 0 && confluent.length >= 5)
    return framed({ kind: 'id', id: readInt32(confluent, 1) }, confluent.subarray(5));
  const message = find('apicurio.protobuf.type');
  const told = message === null ? new Uint8Array() : Buffer.from(message).toString('utf8');
  const globalId = find(`apicurio.${column}.globalId`);
  if (globalId?.length === 8) return framed({ kind: 'globalId', id: readInt64(globalId, 0) }, told);
  const contentId = find(`apicurio.${column}.contentId`);
  return contentId?.length === 8 ? framed({ kind: 'contentId', id: readInt64(contentId, 0) }, told) : undefined;
}

function frameOfPrefix(bytes: Uint8Array): Frame | undefined {
  const framed = (ref: SchemaRef, length: number, otherRef: SchemaRef | null = null): Frame => ({
    kind: 'schema',
    ref,
    otherRef,
    prefix: bytes.subarray(0, length),
    payload: bytes.subarray(length),
    told: null,
  });
  if (bytes[0] === 0 && bytes.length >= 5) {
    const id = readInt32(bytes, 1);
    if (id > 0) return framed({ kind: 'id', id }, 5);
    // Apicurio's ids have eight bytes, of which the first four are zero for a long time to come.
    const wide = id === 0 && bytes.length >= 9 ? readInt64(bytes, 1) : 0n;
    return wide > 0n ? framed({ kind: 'globalId', id: wide }, 9, { kind: 'contentId', id: wide }) : undefined;
  }
  if (bytes[0] === 1 && bytes.length >= 17) return framed({ kind: 'guid', guid: toGuid(bytes.subarray(1, 17)) }, 17);
  if (bytes[0] === 3 && (bytes[1] === 0 || bytes[1] === 5) && bytes.length >= 18)
    return { kind: 'glue', version: toGuid(bytes.subarray(2, 18)), compression: bytes[1], payload: bytes.subarray(18) };
  return undefined;
}

/** The likely one first. */
export const refsOfFrame = ({ ref, otherRef }: Extract<Frame, { kind: 'schema' }>): readonly SchemaRef[] =>
  otherRef === null ? [ref] : [ref, otherRef];

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const readInt32 = (bytes: Uint8Array, at: number): number => viewOf(bytes).getInt32(at);
const readInt64 = (bytes: Uint8Array, at: number): bigint => viewOf(bytes).getBigInt64(at);

function toGuid(bytes: Uint8Array): string {
  const digits = Buffer.from(bytes).toString('hex');
  return [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20)].join('-');
}
