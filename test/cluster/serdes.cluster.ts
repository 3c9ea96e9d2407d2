/** Kafka's own serdes, beside the library that is asked: random values, both ways. */
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createStoreFormat } from '../../src/store/formats/createStoreFormat.js';
import { partitionOf, murmur2 } from '../../src/store/partitioner.js';
import { findPlainSerde } from '../../src/store/serdes/plainSerdes.js';
import type { ViewRules } from '../../src/store/views/viewRules.js';
import { runJava } from './lib/broker.mjs';
import { kafkaJars } from './lib/jars.mjs';

const count = 2000;

interface Vector {
  readonly name: string;
  readonly bytes: Buffer;
  /** As Java prints it; texts as `u` and the digits of their UTF-16. */
  readonly text: string;
}

const fromJavaText = (text: string): string =>
  String.fromCharCode(...(text.slice(1).match(/.{4}/g) ?? []).map((digits) => Number.parseInt(digits, 16)));

/** What we show, from what Java prints. */
function shownOf(name: string, text: string): unknown {
  switch (name) {
    case 'string':
      return fromJavaText(text);
    case 'long': {
      const value = Number(text);
      return Number.isSafeInteger(value) ? value : text;
    }
    case 'float':
    case 'double':
      return /NaN|Infinity|^-0\.0$/.test(text) ? text : Number(text);
    case 'boolean':
      return text === 'true';
    case 'uuid':
    case 'hex':
      return text;
    default:
      return Number(text);
  }
}

describe('serdes of Kafka 4.3.0', () => {
  let vectors: readonly Vector[] = [];
  beforeAll(async () => {
    const { status, stdout, stderr } = await runJava(await kafkaJars('4.3.0'), join(import.meta.dirname, 'lib', 'SerdeVectors.java'), [
      String(count),
    ]);
    if (status !== 0) throw new Error(stderr);
    const lines = stdout.trimEnd().split('\n');
    vectors = lines.map((line): Vector => {
      const [name = '', bytes = '', text = ''] = line.split('\t');
      return { name, bytes: Buffer.from(bytes, 'base64'), text };
    });
  });

  const of = (name: string): readonly Vector[] => {
    const own = vectors.filter((vector) => vector.name === name);
    if (own.length === 0) throw new Error(`no vectors of ${name}`);
    return own;
  };
  const decode = (name: string, bytes: Buffer): unknown => {
    const decoded = findPlainSerde(name)!.decode(bytes);
    if (!decoded.ok) throw new Error(`${name} ${bytes.toString('hex')}: ${decoded.error}`);
    return decoded.value;
  };
  const encode = (name: string, text: string): string => {
    const encoded = findPlainSerde(name)!.encode(text);
    if (!encoded.ok) throw new Error(`${name}: ${encoded.error}`);
    return Buffer.from(encoded.value).toString('hex');
  };
  /** Java 17 prints more digits of some than are needed. */
  const narrow = (name: string, value: unknown): unknown =>
    name.includes('float') && typeof value === 'number' ? Math.fround(value) : value;

  it.each(['long', 'integer', 'short', 'double', 'float', 'boolean', 'uuid', 'string', 'hex'])('%s', (name) => {
    for (const { bytes, text } of of(name)) {
      const shown = decode(name, bytes);
      expect(narrow(name, shown)).toEqual(narrow(name, shownOf(name, text)));
    }
    // A NaN has many bytes, and one text.
    for (const { bytes, text } of of(name).filter((one) => one.text !== 'NaN'))
      expect([text, encode(name, String(decode(name, bytes)))]).toEqual([text, bytes.toString('hex')]);
  });

  it.each(['string', 'integer', 'long', 'short', 'double', 'float', 'uuid'])('list<%s>', (item) => {
    const name = `list<${item}>`;
    for (const { bytes, text } of of(name)) {
      const shown = decode(name, bytes) as readonly unknown[];
      const expected = text === '' ? [] : text.split(',').map((one) => (one === 'null' ? null : shownOf(item, one)));
      expect(shown.map((one) => narrow(name, one))).toEqual(expected.map((one) => narrow(name, one)));
    }
    for (const { bytes, text } of of(name).filter((one) => !one.text.includes('NaN')))
      expect([text, encode(name, JSON.stringify(decode(name, bytes)))]).toEqual([text, bytes.toString('hex')]);
  });

  it.each([
    ['timeWindow', 'start'],
    ['sessionWindow', 'endStart'],
  ] as const)('%s, as topics have it', (name, suffix) => {
    const rules: ViewRules = { materialise: 'latest', suffix, retentionMs: null, historyRetentionMs: null };
    const format = createStoreFormat({ kind: 'keyValue', rules, windowSizeMs: 10_000 });
    for (const { bytes, text } of of(name)) {
      const [key, start, end] = text.split(',');
      const parts = format.readKey(bytes);
      const inner = parts.key.kind === 'column' ? Buffer.from(parts.key.bytes).toString('utf8') : undefined;
      expect([inner, parts.window]).toEqual([fromJavaText(key!), { start: Number(start), end: Number(end) }]);
    }
  });

  it('partitions', () => {
    for (const { bytes, text } of of('partition')) {
      const [hash, partitions, partition] = text.split(',').map(Number);
      expect([murmur2(bytes), partitionOf(bytes, partitions!)]).toEqual([hash, partition]);
    }
  });
});
