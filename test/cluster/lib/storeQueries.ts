/** Questions to stores of topics that tests write. */
import { createOpenReading } from '../../../src/store/createOpenReading.js';
import type { QueryRow, StoreOperation, StoreQuery, StoreTarget } from '../../../src/store/query.js';
import type { LoadedRecord } from './load.js';
import { unknownTarget } from '../../support/storeTarget.js';

/** With Kafka's own serdes. */
export const openReading = createOpenReading(null);

export const targetOf = (topic: string, more: Partial<StoreTarget> = {}): StoreTarget =>
  unknownTarget(topic, {
    kind: 'keyValue',
    kindOrigin: 'chosen',
    keyedByInput: true,
    keySerde: { name: 'hex', origin: 'chosen' },
    valueSerde: { name: 'hex', origin: 'chosen' },
    ...more,
  });

export const ask = (target: StoreTarget, operation: StoreOperation = { kind: 'all' }, more: Partial<StoreQuery> = {}): StoreQuery => ({
  target,
  operation,
  asOf: null,
  limit: 1_000_000,
  cursor: null,
  withBytes: true,
  withExpired: false,
  ...more,
});

export const textTarget = (topic: string, more: Partial<StoreTarget> = {}): StoreTarget =>
  targetOf(topic, { keySerde: { name: 'string', origin: 'chosen' }, valueSerde: { name: 'string', origin: 'chosen' }, ...more });

const hexOf = (base64: string | null | undefined): string => Buffer.from(base64!, 'base64').toString('hex');
export const shortRow = ({ partition, keyBytes, valueBytes, offset, timestamp }: QueryRow): unknown[] => [
  partition,
  hexOf(keyBytes),
  hexOf(valueBytes),
  offset,
  timestamp,
];
export const keyValue = (partition: number, key: string, value: string | null, timestamp: number): LoadedRecord => ({
  partition,
  timestamp,
  key: Buffer.from(key),
  value: value === null ? null : Buffer.from(value),
});
