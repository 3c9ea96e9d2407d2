import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createOpenReading } from '../../../src/store/createOpenReading.js';
import { toStoredRecord } from './changelogRecords.js';
import { unknownTarget } from '../../support/storeTarget.js';

interface SuppressRecord {
  readonly version: string;
  readonly key: string;
  readonly value: string | null;
  readonly headers: readonly (readonly [string, string])[];
  /** What the record was made of. */
  readonly input: { readonly key: string; readonly timestamp: number; readonly count: number };
}

/** Written by the libraries themselves: see test/store/oracle/makeSuppressVectors.mjs. */
const vectors = JSON.parse(
  readFileSync(new URL('../fixtures/suppress-vectors.json', import.meta.url), 'utf8'),
) as readonly SuppressRecord[];

const target = unknownTarget('app-supp-store-changelog', {
  store: 'supp-store',
  kind: 'suppressBuffer',
  kindOrigin: 'code',
  keyedByInput: true,
  keySerde: { name: 'WindowedSerdes.TimeWindowedSerde', origin: 'code' },
  valueSerde: { name: 'Serdes.Long', origin: 'code' },
});

describe.each(['2.1.1', '2.2.1', '2.3.1', '2.4.1'])('suppress buffers of %s', (version) => {
  const own = vectors.filter((vector) => vector.version === version);
  const records = own.map((vector, offset) => toStoredRecord({ ...vector, offset, timestamp: 1, expected: {} }));

  it('are read as they were written', async () => {
    expect(own.length).toBeGreaterThan(4);
    const reading = await createOpenReading(null)({ target, configs: {}, samples: records });
    if (!reading.ok) throw new Error(reading.error.message);
    for (const [i, { input }] of own.entries()) {
      const row = reading.value.toRow(records[i]!, 0);
      expect(row).toMatchObject({
        key: input.key,
        value: input.count,
        window: { start: new Date(input.timestamp - (input.timestamp % 10_000)).toISOString() },
      });
      expect(row.trouble).toBeUndefined();
      // 2.1 wrote nothing of the input beside its value.
      if (version === '2.1.1') continue;
      const odd = input.timestamp % 2000 !== 0;
      expect(row.details).toMatchObject({ recordTimestamp: input.timestamp, inputTopic: 'in', inputPartition: 0, inputOffset: i });
      expect(row.details?.['inputHeaders']).toEqual(odd ? [{ trace: String.fromCharCode(97 + i) }] : undefined);
    }
  });
});
