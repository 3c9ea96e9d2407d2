/** Kafka's ListSerde, in both of its forms: items with a length each, or items of one constant size. */
import { fail, succeed, type Result } from '../../base/result.js';
import { createByteReader, MalformedBytes } from '../formats/byteReader.js';
import { bytesJson } from '../formats/shape.js';
import type { Json } from '../query.js';
import { createValueBudget, type ValueBudget } from './valueBudget.js';

export interface ListItem {
  readonly name: string;
  decode(bytes: Uint8Array, budget?: ValueBudget): Result<Json, string>;
  encode(text: string): Result<Uint8Array, string>;
}

/** Items of these are written without lengths (org.apache.kafka.common.serialization.ListSerializer). */
const constantSizes: Readonly<Record<string, number>> = { short: 2, integer: 4, float: 4, long: 8, double: 8, uuid: 36 };

export function createListSerde(item: ListItem): ListItem {
  return {
    name: `list<${item.name}>`,
    decode(bytes, budget = createValueBudget()) {
      let items: readonly (Uint8Array | null)[];
      try {
        items = splitList(bytes, constantSizes[item.name]);
        budget.take(items.length, 0);
      } catch (error) {
        if (error instanceof MalformedBytes) return fail(`no list: ${error.message}`);
        throw error;
      }
      let trouble: string | undefined;
      const values = items.map((one): Json => {
        if (one === null) return null;
        const decoded = item.decode(one, budget);
        if (decoded.ok) return decoded.value;
        trouble ??= decoded.error;
        return bytesJson(one);
      });
      return trouble === undefined ? succeed(values) : fail(`an item of the list: ${trouble}`);
    },
    encode: (text) => encodeList(item, text),
  };
}

/** Throws `MalformedBytes`. `constantSize`: of the form without lengths; undefined: told from the bytes that are left. */
export function splitList(bytes: Uint8Array, constantSize: number | undefined): readonly (Uint8Array | null)[] {
  const reader = createByteReader(bytes);
  const form = reader.uint8();
  if (form === 1) {
    const items: (Uint8Array | null)[] = [];
    const count = reader.int32();
    if (count < 0) throw new MalformedBytes(`the list has ${count} items`);
    for (let left = count; left > 0; left--) items.push(reader.nullable());
    if (reader.left > 0) throw new MalformedBytes(`${reader.left} bytes follow the list`);
    return items;
  }
  if (form !== 0) throw new MalformedBytes(`a list begins with 0 or 1, not with ${form}`);
  const nullCount = reader.int32();
  if (nullCount < 0 || nullCount > reader.left / 4) throw new MalformedBytes(`the list has ${nullCount} nulls`);
  const nulls = new Set<number>();
  for (let left = nullCount; left > 0; left--) nulls.add(reader.int32());
  const count = reader.int32();
  const filled = count - nullCount;
  if (count < 0 || filled < 0) throw new MalformedBytes(`the list has ${count} items, ${nullCount} of them null`);
  const size = constantSize ?? (filled === 0 ? 0 : reader.left / filled);
  if (reader.left !== filled * size || !Number.isInteger(size) || (filled > 0 && size === 0))
    throw new MalformedBytes(`${reader.left} bytes are not those of ${filled} items`);
  return Array.from({ length: count }, (_, i) => (nulls.has(i) ? null : reader.take(size)));
}

function encodeList(item: ListItem, text: string): Result<Uint8Array, string> {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    given = undefined;
  }
  if (!Array.isArray(given)) return fail('A list is written as JSON: ["a","b"].');
  const items: (Uint8Array | null)[] = [];
  for (const one of given as readonly unknown[]) {
    if (one === null) {
      items.push(null);
      continue;
    }
    const encoded = item.encode(typeof one === 'string' ? one : JSON.stringify(one));
    if (!encoded.ok) return encoded;
    items.push(encoded.value);
  }
  const filled = items.filter((one) => one !== null);
  if (constantSizes[item.name] === undefined) {
    const parts = items.flatMap((one) => (one === null ? [int32(-1)] : [int32(one.length), one]));
    return succeed(Buffer.concat([Buffer.from([1]), int32(items.length), ...parts]));
  }
  const nulls = items.flatMap((one, i) => (one === null ? [int32(i)] : []));
  return succeed(Buffer.concat([Buffer.from([0]), int32(nulls.length), ...nulls, int32(items.length), ...filled]));
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}
