import { describe, expect, it } from 'vitest';
import type { ConfigEntry } from '../../../src/kafka/cluster.js';
import { createOpenReading } from '../../../src/store/createOpenReading.js';
import { tellFormat } from '../../../src/store/formats/tellFormat.js';
import type { StoreTarget } from '../../../src/store/query.js';
import type { ViewRules } from '../../../src/store/views/viewRules.js';
import { recordedTopics, toStoredRecord, type RecordedTopic } from './changelogRecords.js';
import { unknownTarget } from '../../support/storeTarget.js';

/** What may be told without code, of changelogs of each recorded kind. */
function expectedOf(kind: string): readonly [kind: RegExp, suffix: ViewRules['suffix'] | RegExp] {
  if (kind === 'suppress-windowed') return [/^suppressBuffer$/, /^(start|endStart)$/];
  if (kind.startsWith('suppress')) return [/^suppressBuffer$/, 'none'];
  if (kind === 'fk-subscription-store') return [/^foreignKeySubscription$/, 'none'];
  if (kind === 'outer-join-shared') return [/^outerJoin$/, 'none'];
  if (kind.includes('versioned')) return [/^versionedKeyValue$/, 'none'];
  if (kind.startsWith('window')) return [/^(window|joinWindow)$/, 'startSequence'];
  if (kind.startsWith('session')) return [/^session$/, 'endStart'];
  return [/^keyValue$/, 'none'];
}

const changelogs = recordedTopics.filter(({ topic, records }) => topic.endsWith('-changelog') && records.length > 0);

const targetOf = ({ topic, store }: RecordedTopic, appId: string): StoreTarget =>
  unknownTarget(topic, { application: appId, store: topic.slice(appId.length + 1, -'-changelog'.length) || store });

const configsOf = (topic: RecordedTopic): Readonly<Record<string, ConfigEntry>> =>
  Object.fromEntries(Object.entries(topic.configs).map(([name, value]) => [name, { value, isOwn: true }]));

describe('changelogs of which no code is known', () => {
  it.each(changelogs.map((topic) => [`${topic.kind}: ${topic.topic}`, topic] as const))('%s', async (_name, topic) => {
    const records = topic.records.map(toStoredRecord);
    const samples = records.filter(({ value }) => value !== null);
    const ask = { target: targetOf(topic, topic.appId), configs: configsOf(topic), samples };
    const { format, origin } = tellFormat(ask);
    const [kind, suffix] = expectedOf(topic.kind);
    expect(origin.reason).not.toBe('');
    expect(format.kind).toMatch(kind);
    expect(format.rules.suffix).toMatch(suffix);
    const reading = await createOpenReading(null)(ask);
    if (!reading.ok) throw new Error(reading.error.message);
    for (const record of records) expect(reading.value.toRow(record, 0).trouble).toBeUndefined();
  });

  it.each(changelogs.filter(({ kind }) => kind.startsWith('window')).map((topic) => [`${topic.kind}: ${topic.topic}`, topic] as const))(
    '%s, or known to hold windows: of duplicates, a null is no deletion, and moves no time',
    (_name, topic) => {
      const samples = topic.records.map(toStoredRecord).filter(({ value }) => value !== null);
      const told = ([null, 'window'] as const).map(
        (kind) =>
          tellFormat({ target: { ...targetOf(topic, topic.appId), kind }, configs: configsOf(topic), samples }).format.rules.materialise,
      );
      const expected = topic.kind === 'window-plain-dups' ? 'duplicates' : 'latest';
      expect(told).toEqual([expected, expected]);
    },
  );
});

describe('a kind that the samples rule out', () => {
  const sample = (key: Buffer) => ({ offset: 0, timestamp: 1_700_000_000_000, key, value: Buffer.from('v'), headers: new Uint8Array(0) });
  const text = (name: string) => sample(Buffer.from(name));
  const windowed = (name: string, start: bigint, sequence = 0): ReturnType<typeof sample> => {
    const end = Buffer.alloc(12);
    end.writeBigInt64BE(start);
    end.writeInt32BE(sequence, 8);
    return sample(Buffer.concat([Buffer.from(name), end]));
  };
  const kindOf = (topic: string, policy: string, samples: readonly ReturnType<typeof sample>[]) => {
    const { format, origin } = tellFormat({
      target: unknownTarget(topic),
      configs: { 'cleanup.policy': { value: policy, isOwn: true } },
      samples,
    });
    return `${format.kind} ${origin.certainty}`;
  };

  it('is not said because of a policy that somebody gave the topic', () => {
    expect(kindOf('app-ttl-changelog', 'compact,delete', [text('k-100'), text('1234567890123456')])).toBe('keyValue likely');
    expect(kindOf('app-latest-changelog', 'delete', [text('k1'), text('k2')])).toBe('keyValue likely');
    expect(kindOf('app-joined-changelog', 'delete', [windowed('k', 1_700_000_000_000n, 1)])).toBe('joinWindow likely');
    expect(kindOf('app-minutes-changelog', 'compact,delete', [windowed('k', 1_700_000_000_000n)])).toBe('window likely');
    expect(kindOf('app-empty-changelog', 'compact,delete', [])).toBe('window possible');
  });

  it('is not said because of a name that somebody gave the store, nor of a lag that no versioned store has', () => {
    const told = (store: string, samples: readonly ReturnType<typeof sample>[], lag?: string) => {
      const configs = lag === undefined ? {} : { 'min.compaction.lag.ms': { value: lag, isOwn: true } };
      const compacted = { 'cleanup.policy': { value: 'compact', isOwn: true }, ...configs };
      const target = unknownTarget(`app-${store}-changelog`, { application: 'app', store });
      return tellFormat({ target, configs: compacted, samples }).format.kind;
    };
    expect(told('visits-this-join-store', [text('k1')])).toBe('keyValue');
    expect(told('visits-left-shared-join-store', [text('k1')])).toBe('keyValue');
    expect(told('latest', [text('k1')], '60000')).toBe('keyValue');
    expect(told('latest', [text('k1')], '86400000')).toBe('versionedKeyValue');
  });

  it('is not said of a topic that is no changelog', () => {
    expect(kindOf('win-app.rates', 'delete', [text('EUR'), text('USD')])).toBe('keyValue likely');
    expect(kindOf('clicks-by-minute', 'delete', [windowed('us', 1_700_000_000_000n)])).toBe('keyValue likely');
  });
});
