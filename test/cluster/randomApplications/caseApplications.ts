/** Applications that are run beside the random ones: what people met, each small. */
import type { RandomApplication, RandomInput, RandomStore } from './application.js';
import { javaFile } from './generate.js';

const text = (topic: string, more: Partial<RandomInput> = {}): RandomInput => ({
  topic,
  partitions: 2,
  configs: {},
  key: 'string',
  value: 'string',
  form: 'events',
  ...more,
});

const table = (name: string, more: Partial<RandomStore> = {}): RandomStore => ({
  name,
  kind: 'timestampedKeyValue',
  form: 'timestamped',
  keySerde: 'string',
  valueSerde: 'string',
  retentionMs: null,
  windowSizeMs: null,
  timeFirst: false,
  keyedByInput: true,
  sourceTopic: null,
  ...more,
});

interface Written {
  readonly id: string;
  readonly lines: readonly string[];
  readonly classes?: readonly string[];
  readonly inputs: readonly RandomInput[];
  readonly stores: readonly RandomStore[];
  readonly optimization?: 'none' | 'all';
  readonly properties?: Readonly<Record<string, string>>;
}

const stream = (variable: string, topic: string): string =>
  `KStream<String, String> ${variable} = builder.stream("${topic}", Consumed.with(Serdes.String(), Serdes.String()));`;
const keptAs = (name: string, store = 'KeyValueStore'): string =>
  `Materialized.<String, String, ${store}<Bytes, byte[]>>as("${name}").withKeySerde(Serdes.String()).withValueSerde(Serdes.String())`;

/** `poison` is never done with. */
const sleeper = `  static final class Sleeper implements Processor<String, String, String, String> {
    private ProcessorContext<String, String> context;

    @Override
    public void init(ProcessorContext<String, String> context) {
      this.context = context;
    }

    @Override
    public void process(Record<String, String> record) {
      try {
        if ("poison".equals(record.value())) Thread.sleep(3_600_000);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      context.forward(record);
    }
  }`;

const totaller = `  static final class Totaller implements Processor<String, String, Void, Void> {
    private KeyValueStore<String, Long> store;

    @Override
    public void init(ProcessorContext<Void, Void> context) {
      store = context.getStateStore("totals");
    }

    @Override
    public void process(Record<String, String> record) {
      Long before = store.get("total");
      store.put("total", before == null ? 1L : before + 1);
    }
  }`;

/** The input of each bears the application's id, so that one may be told from the other. */
export const caseNames = {
  /** Its only source is named like a changelog; one for each protocol. */
  source: ['case-shop', 'case-shops'],
  /** Its table's topic is its changelog, of which its group tells as of both, and is named like one of its own. */
  reusing: 'case-reuse',
  /** Its changelog is no longer compacted. */
  uncompacted: 'case-srv',
  /** Its changelog is compacted and deleted, as it asks. */
  expiring: 'case-ttl',
  /** Writes windowed keys to an ordinary topic, has a source without records, and a store of one key in each partition. */
  windowed: 'case-win',
  /** Is about to get records that it does not commit for long. */
  lazy: 'case-lazy',
  /** Is about to meet a record that it is never done with. */
  stuck: 'case-stuck',
} as const;

export function caseApplications(version: string): readonly RandomApplication[] {
  const streams: Readonly<Record<string, string>> = version.startsWith('3.') ? {} : { 'group.protocol': 'streams' };
  const [classic, other] = caseNames.source;
  const latest = (id: string, topic: string, properties: Readonly<Record<string, string>> = {}): Written => ({
    id,
    lines: [stream('s', topic), `s.toTable(${keptAs('latest')});`],
    inputs: [text(topic)],
    stores: [table('latest')],
    properties,
  });
  const win = caseNames.windowed;
  const written: readonly Written[] = [
    latest(classic, `${classic}-orders-changelog`),
    latest(other, `${other}-orders-changelog`, streams),
    {
      id: caseNames.reusing,
      lines: [`builder.table("${caseNames.reusing}-in-changelog", Consumed.with(Serdes.String(), Serdes.String()), ${keptAs('reused')});`],
      inputs: [text(`${caseNames.reusing}-in-changelog`, { configs: { 'cleanup.policy': 'compact' } })],
      stores: [table('reused', { sourceTopic: `${caseNames.reusing}-in-changelog` })],
      optimization: 'all',
      properties: streams,
    },
    latest(caseNames.uncompacted, 'case-srv.in'),
    {
      ...latest(caseNames.expiring, 'case-ttl.in'),
      lines: [stream('s', 'case-ttl.in'), `s.toTable(${keptAs('latest')}.withLoggingEnabled(Map.of("cleanup.policy", "compact,delete")));`],
    },
    {
      id: win,
      lines: [
        stream('s', `${win}.in`),
        'builder.addStateStore(Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore("totals"), Serdes.String(), Serdes.Long()));',
        's.process(Totaller::new, "totals");',
        stream('empty', `${win}.empty`),
        'empty.foreach((key, value) -> {});',
        `s.groupByKey(Grouped.with(Serdes.String(), Serdes.String())).windowedBy(TimeWindows.ofSizeAndGrace(Duration.ofMinutes(10), Duration.ZERO)).aggregate(() -> "", (key, value, sum) -> value, ${keptAs('windows', 'WindowStore')}.withCachingDisabled()).toStream().to("${win}.out", Produced.with(WindowedSerdes.timeWindowedSerdeFrom(String.class, 600_000L), Serdes.String()));`,
      ],
      classes: [totaller],
      inputs: [text(`${win}.in`), text(`${win}.empty`, { records: 0 }), text(`${win}.out`, { records: 0 })],
      stores: [
        table('totals', { kind: 'keyValue', form: 'keyValue', valueSerde: 'long', keyedByInput: false }),
        table('windows', { kind: 'timestampedWindow', form: 'timestampedWindow', retentionMs: 600_000, windowSizeMs: 600_000 }),
      ],
    },
    latest(caseNames.lazy, 'case-lazy.in', { 'commit.interval.ms': '6000' }),
    {
      ...latest(caseNames.stuck, 'case-stuck.in'),
      lines: [stream('s', 'case-stuck.in'), `s.process(Sleeper::new).toTable(${keptAs('latest')});`],
      classes: [sleeper],
    },
  ];
  return written.map((one, i) => {
    const className = `Case${i}`;
    const { id, inputs, stores, lines, classes = [], optimization = 'none', properties = {} } = one;
    return {
      id,
      className,
      source: javaFile({ id, lines, classes, className, optimization }),
      optimization,
      inputs,
      stores,
      properties: { 'topology.optimization': optimization, 'num.stream.threads': '1', ...properties },
    };
  });
}
