import { describe, expect, it } from 'vitest';
import type { StoreKind } from '../../../src/core/topology/result.js';
import { createStoreFormat } from '../../../src/store/formats/createStoreFormat.js';
import { decodeSubscription } from '../../../src/store/formats/foreignKeyJoin.js';
import { readHeaders } from '../../../src/store/formats/headers.js';
import { decodeOuterJoinKey, decodeOuterJoinValue } from '../../../src/store/formats/outerJoin.js';
import type { Shape } from '../../../src/store/formats/shape.js';
import { decodeBufferedValue } from '../../../src/store/formats/suppressBuffer.js';
import { findPlainSerde } from '../../../src/store/serdes/plainSerdes.js';
import type { ViewRules } from '../../../src/store/views/viewRules.js';
import { recordedTopics, toStoredRecord, type ExpectedRecord } from './changelogRecords.js';
import { decodeSubscriptionResponse, decodeTableChange } from './topicsBetween.js';

const longStores = new Set([
  'kv-count',
  'kv-regrouped',
  'win-tumbling',
  'win-hopping',
  'win-sliding',
  'win-onclose',
  'sess-count',
  'sess-onclose',
  'supp-final-store',
  'windowed-out',
  'session-out',
  'supp-out',
]);

function valueOf(store: string, bytes: Uint8Array | null): unknown {
  if (bytes === null) return null;
  const serde = longStores.has(store) ? 'long' : store === 'kv-agg-nullable' ? 'integer' : store === 'kv-list' ? 'list<string>' : 'string';
  const decoded = findPlainSerde(serde)!.decode(bytes);
  return decoded.ok ? decoded.value : decoded.error;
}

const suffixes: Readonly<Record<string, ViewRules['suffix']>> = {
  'suppress-windowed': 'start',
  'topic-time-windowed': 'start',
  'topic-session-windowed': 'endStart',
};
const storeKinds: readonly (readonly [RegExp, StoreKind])[] = [
  [/^suppress/, 'suppressBuffer'],
  [/^fk-subscription-store/, 'foreignKeySubscription'],
  [/^outer-join/, 'outerJoin'],
];

const text = (bytes: Uint8Array | null): string | null => (bytes === null ? null : Buffer.from(bytes).toString('utf8'));
const bytesOf = (shape: Shape): Uint8Array => {
  if (shape.kind !== 'column') throw new Error(`no bytes in ${shape.kind}`);
  return shape.bytes;
};
/** As the library prints the hash: two longs without leading zeros. */
const hashOf = (hash: string | null): unknown =>
  hash === null ? null : [hash.slice(0, 16), hash.slice(16)].map((half) => half.replace(/^0+(?=.)/, ''));

function decodeRecord(store: string, kind: string, given: ExpectedRecord): unknown {
  const record = toStoredRecord(given);
  const suffix: ViewRules['suffix'] =
    suffixes[kind] ?? (kind.startsWith('window') ? 'startSequence' : kind.startsWith('session') ? 'endStart' : 'none');
  const format = createStoreFormat({
    kind: storeKinds.find(([pattern]) => pattern.test(kind))?.[1] ?? 'keyValue',
    rules: { materialise: 'latest', suffix, retentionMs: null, historyRetentionMs: null },
    windowSizeMs: kind === 'topic-time-windowed' ? 10_000 : null,
  });
  const parts = format.readKey(record.key);
  if (parts.trouble !== undefined) throw new Error(parts.trouble);
  const out: Record<string, unknown> = {};
  if (kind === 'fk-subscription-store') {
    if (parts.key.kind !== 'object') throw new Error('one key');
    for (const [name, shape] of Object.entries(parts.key.fields)) out[name] = text(bytesOf(shape));
  } else if (kind === 'outer-join-shared') {
    const { key, timestamp, side } = decodeOuterJoinKey(record.key);
    Object.assign(out, { key: text(key), timestamp: Number(timestamp), left: side === 'left' });
  } else {
    out['key'] = text(bytesOf(parts.key));
    if (suffix === 'endStart') Object.assign(out, { sessionStart: parts.window?.start, sessionEnd: parts.window?.end });
    else if (suffix !== 'none') out['windowStart'] = parts.window?.start;
    if (kind === 'topic-time-windowed') out['windowEnd'] = parts.window?.end;
    if (suffix === 'startSequence') {
      const sequence = parts.details['sequence'];
      out['seqnum'] = sequence?.kind === 'json' ? sequence.value : 0;
    }
  }
  const { value } = record;
  if (value === null) return { ...out, tombstone: true, value: null };
  const headers = readHeaders(record.headers);
  if (kind.startsWith('suppress')) {
    const buffered = decodeBufferedValue(value, headers.find(({ name }) => name === 'v')?.value?.[0]);
    out['bufferValue'] = {
      prior: valueOf(store, buffered.prior),
      old: valueOf(store, buffered.old),
      new: valueOf(store, buffered.new),
      context: {
        ...buffered.context,
        timestamp: Number(buffered.context?.timestamp),
        offset: Number(buffered.context?.offset),
        headers: buffered.context?.headers.map((header) => [header.name, text(header.value)]),
      },
      bufferTime: Number(buffered.bufferTime),
      bytesLeft: 0,
    };
  } else if (kind.startsWith('fk-sub') || kind === 'fk-registration-topic') {
    const { hash, primaryKey, ...rest } = decodeSubscription(value);
    out['subscription'] = { ...rest, primaryKey: text(primaryKey), hash: hashOf(hash) };
  } else if (kind === 'fk-response-topic') {
    const { originalValueHash, foreignValue, version } = decodeSubscriptionResponse(value);
    out['response'] = { version, foreignValue: text(foreignValue), originalValueHash: hashOf(originalValueHash) };
  } else if (kind === 'ktable-repartition-topic') {
    const change = decodeTableChange(value);
    out['change'] = { new: text(change.new), old: text(change.old) };
  } else if (kind === 'outer-join-shared') {
    out['values'] = decodeOuterJoinValue(value).map(({ side, value: item }) => ({
      left: side === 'left' ? text(item) : null,
      right: side === 'right' ? text(item) : null,
    }));
  } else {
    const whole = format.readValue(value, headers);
    if (whole.trouble !== undefined) throw new Error(whole.trouble);
    out['value'] = valueOf(store, bytesOf(whole.value));
    if ('valueTimestamp' in given.expected) out['valueTimestamp'] = record.timestamp;
  }
  return out;
}

describe('records that real applications wrote', () => {
  it('are of every kind', () => {
    expect(recordedTopics.reduce((sum, { records }) => sum + records.length, 0)).toBe(698);
  });

  it.each(recordedTopics.filter(({ records }) => records.length > 0).map((topic) => [topic.topic, topic] as const))(
    '%s',
    (_name, topic) => {
      for (const record of topic.records) expect(decodeRecord(topic.store, topic.kind, record)).toEqual(record.expected);
    },
  );
});
