/** Stores that operators of the DSL make. */
import { between, chance, pick } from '../../fuzz/java/random.js';
import type { RandomStore, SerdeName } from './application.js';
import { consumed, javaSerde, javaType, materialized, minutes, quoted, type Program, type Stream } from './program.js';

type Told = Partial<RandomStore> & Pick<RandomStore, 'name' | 'kind' | 'form' | 'keySerde' | 'valueSerde'>;

export function add({ stores }: Program, told: Told): void {
  stores.push({ retentionMs: null, windowSizeMs: null, timeFirst: false, keyedByInput: true, sourceTopic: null, ...told });
}

/** A name, or null where the library makes one up: the first of its kind, as `pattern` tells it. */
function nameOrNot(program: Program, word: string, pattern: string): { readonly name: string | null; readonly told: string } {
  const isMadeUp = chance(program.random, 0.25) && !program.madeUp.has(pattern);
  if (isMadeUp) program.madeUp.add(pattern);
  const name = isMadeUp ? null : program.name(word);
  return { name, told: name ?? pattern };
}

/** What people configure of changelogs, and what it is not meant to say. */
function logging({ random }: Program): string {
  if (chance(random, 0.75)) return '';
  return pick(random, [
    '.withLoggingEnabled(Map.of("cleanup.policy", "compact,delete"))',
    '.withLoggingEnabled(Map.of("min.compaction.lag.ms", "60000"))',
    '.withLoggingEnabled(Map.of("min.insync.replicas", "1"))',
    '.withLoggingDisabled()',
  ]);
}

export function toTable(program: Program): void {
  const { variable, key, value } = program.stream();
  const name = program.name('latest');
  program.lines.push(`${variable}.toTable(${materialized(program, { name, key, value, store: 'KeyValueStore' }, [logging(program)])});`);
  add(program, { name, kind: 'timestampedKeyValue', form: 'timestamped', keySerde: key, valueSerde: value });
}

export function versionedTable(program: Program): void {
  const { variable, key, value } = program.stream({ key: 'string' });
  const name = program.name('versions');
  const history = minutes(between(program.random, 5, 90));
  program.lines.push(
    `${variable}.toTable(Materialized.<${javaType[key]}, ${javaType[value]}>as(Stores.persistentVersionedKeyValueStore(${quoted(name)}, ${history.java})).withKeySerde(${javaSerde[key]}).withValueSerde(${javaSerde[value]}));`,
  );
  add(program, {
    name,
    kind: 'versionedKeyValue',
    form: 'versioned',
    keySerde: key,
    valueSerde: value,
    retentionMs: history.ms,
  });
}

/** Of a topic: with the optimisation it is its own changelog. */
export function tableOfTopic(program: Program): void {
  const { random } = program;
  const key = pick(random, ['string', 'string', 'long'] as const);
  const input = program.input({ key, value: 'string', partitions: between(random, 1, 3), form: 'events', readBy: 'table' });
  const name = program.name('table');
  program.lines.push(
    `builder.table(${quoted(input.topic)}, ${consumed(input)}, ${materialized(program, { name, key, value: 'string', store: 'KeyValueStore' })});`,
  );
  add(program, {
    name,
    kind: 'timestampedKeyValue',
    form: 'timestamped',
    keySerde: key,
    valueSerde: 'string',
    sourceTopic: input.topic,
  });
}

export function globalTable(program: Program): void {
  const input = program.input({
    key: 'string',
    value: 'string',
    partitions: between(program.random, 1, 3),
    form: 'events',
    readBy: 'globalTable',
  });
  const name = program.name('global');
  program.lines.push(
    `builder.globalTable(${quoted(input.topic)}, ${consumed(input)}, Materialized.<String, String, KeyValueStore<Bytes, byte[]>>as(${quoted(name)}).withKeySerde(Serdes.String()).withValueSerde(Serdes.String()));`,
  );
  add(program, {
    name,
    kind: 'timestampedKeyValue',
    form: 'global',
    keySerde: 'string',
    valueSerde: 'string',
    sourceTopic: input.topic,
  });
}

/** Grouped as it is, or by another key over a repartition topic. */
function grouped(program: Program, { variable, key, value }: Stream): { readonly java: string; readonly key: SerdeName } {
  const { random } = program;
  if (chance(random, 0.6)) return { java: `${variable}.groupByKey(Grouped.with(${javaSerde[key]}, ${javaSerde[value]}))`, key };
  const to = pick(random, ['string', 'integer'] as const);
  const by =
    to === 'string' ? '"g" + Math.floorMod(String.valueOf(value).hashCode(), 9)' : 'Math.floorMod(String.valueOf(value).hashCode(), 9)';
  const name = chance(random, 0.6) ? `${quoted(program.name('grouped'))}, ` : '';
  return { java: `${variable}.groupBy((key, value) -> ${by}, Grouped.with(${name}${javaSerde[to]}, ${javaSerde[value]}))`, key: to };
}

export function count(program: Program): void {
  const { java, key } = grouped(program, program.stream());
  const { name, told } = nameOrNot(program, 'count', 'KSTREAM-AGGREGATE-STATE-STORE-*');
  program.lines.push(`${java}.count(${materialized(program, { name, key, value: 'long', store: 'KeyValueStore' }, [logging(program)])});`);
  add(program, { name: told, kind: 'timestampedKeyValue', form: 'timestamped', keySerde: key, valueSerde: 'long' });
}

export function reduce(program: Program): void {
  const stream = program.stream();
  const { java, key } = grouped(program, stream);
  const { name, told } = nameOrNot(program, 'newest', 'KSTREAM-REDUCE-STATE-STORE-*');
  program.lines.push(
    `${java}.reduce((a, b) -> b, ${materialized(program, { name, key, value: stream.value, store: 'KeyValueStore' }, [logging(program)])});`,
  );
  add(program, { name: told, kind: 'timestampedKeyValue', form: 'timestamped', keySerde: key, valueSerde: stream.value });
}

interface Windowed {
  readonly java: string;
  readonly sizeMs: number;
  /** What the store keeps. */
  readonly retentionMs: number;
}

function timeWindows({ random }: Program): Windowed {
  const size = minutes(between(random, 1, 20));
  const grace = minutes(between(random, 0, 15));
  if (chance(random, 0.25))
    return {
      java: `SlidingWindows.ofTimeDifferenceAndGrace(${size.java}, ${grace.java})`,
      sizeMs: size.ms,
      retentionMs: 2 * size.ms + grace.ms,
    };
  const advance = chance(random, 0.4) ? `.advanceBy(Duration.ofSeconds(${(size.ms / 1000) * 0.5}))` : '';
  return {
    java: `TimeWindows.ofSizeAndGrace(${size.java}, ${grace.java})${advance}`,
    sizeMs: size.ms,
    retentionMs: size.ms + grace.ms,
  };
}

export function windows(program: Program): void {
  const { random } = program;
  const { java, key } = grouped(program, program.stream());
  const { java: of, sizeMs, retentionMs } = timeWindows(program);
  const name = program.name('windows');
  const timeFirst = chance(random, 0.2);
  const emit = timeFirst ? '.emitStrategy(EmitStrategy.onWindowClose())' : '';
  const more = chance(random, 0.15) ? [pick(random, windowLogging)] : [];
  const isAggregate = chance(random, 0.5);
  const value = isAggregate ? 'string' : 'long';
  const made = materialized(program, { name, key, value, store: 'WindowStore' }, more);
  const call = isAggregate ? `aggregate(() -> "", (key, value, sum) -> value + "/" + sum.length() % 10, ${made})` : `count(${made})`;
  const isSuppressed = chance(random, 0.25) && !timeFirst;
  const suppressed = isSuppressed ? program.name('closed') : null;
  const suppress =
    suppressed === null
      ? ''
      : `.suppress(Suppressed.untilWindowCloses(Suppressed.BufferConfig.unbounded()).withName(${quoted(suppressed)}))`;
  program.lines.push(`${java}.windowedBy(${of})${emit}.${call}${suppress};`);
  // In memory nothing is ordered by time.
  const isInMemory = made.includes('IN_MEMORY');
  add(program, {
    name,
    kind: 'timestampedWindow',
    form: 'timestampedWindow',
    keySerde: key,
    valueSerde: value,
    retentionMs,
    windowSizeMs: sizeMs,
    timeFirst: timeFirst && !isInMemory,
  });
  if (suppressed !== null)
    add(program, {
      name: `${suppressed}-store`,
      kind: 'suppressBuffer',
      form: 'suppress',
      keySerde: `timeWindowed<${key}>`,
      valueSerde: value,
      windowSizeMs: sizeMs,
    });
}

const windowLogging = [
  '.withLoggingEnabled(Map.of("cleanup.policy", "compact"))',
  '.withLoggingEnabled(Map.of("retention.ms", "172800000"))',
  '.withLoggingDisabled()',
];

export function sessions(program: Program): void {
  const { random } = program;
  const { java, key } = grouped(program, program.stream());
  const gap = minutes(between(random, 1, 5));
  const grace = minutes(between(random, 0, 20));
  const name = program.name('sessions');
  program.lines.push(
    `${java}.windowedBy(SessionWindows.ofInactivityGapAndGrace(${gap.java}, ${grace.java})).count(${materialized(program, { name, key, value: 'long', store: 'SessionStore' })});`,
  );
  add(program, { name, kind: 'session', form: 'session', keySerde: key, valueSerde: 'long', retentionMs: gap.ms + grace.ms });
}

export function suppressedTable(program: Program): void {
  const { variable, key, value } = program.stream();
  const [name, buffer] = [program.name('before'), program.name('buffer')];
  program.lines.push(
    `${variable}.toTable(${materialized(program, { name, key, value, store: 'KeyValueStore' })}).suppress(Suppressed.untilTimeLimit(Duration.ofMinutes(5), Suppressed.BufferConfig.maxRecords(20).emitEarlyWhenFull()).withName(${quoted(buffer)}));`,
  );
  add(program, { name, kind: 'timestampedKeyValue', form: 'timestamped', keySerde: key, valueSerde: value });
  add(program, { name: `${buffer}-store`, kind: 'suppressBuffer', form: 'suppress', keySerde: key, valueSerde: value });
}

export function streamJoin(program: Program): void {
  const { random } = program;
  const left = program.stream({ value: 'string' });
  const right = program.stream({ key: left.key, value: 'string', partitions: left.input.partitions });
  const apart = minutes(between(random, 1, 5));
  const grace = minutes(between(random, 0, 10));
  const name = program.name('join');
  const how = pick(random, ['join', 'leftJoin', 'outerJoin'] as const);
  const serde = javaSerde[left.key];
  program.lines.push(
    `${left.variable}.${how}(${right.variable}, (a, b) -> a + b, JoinWindows.ofTimeDifferenceAndGrace(${apart.java}, ${grace.java}), StreamJoined.with(${serde}, Serdes.String(), Serdes.String()).withName(${quoted(name)}).withStoreName(${quoted(name)}));`,
  );
  const own = how === 'outerJoin' ? `${name}-outer-this-join-store` : `${name}-this-join-store`;
  const other = how === 'join' ? `${name}-other-join-store` : `${name}-outer-other-join-store`;
  for (const store of [own, other])
    add(program, {
      name: store,
      kind: 'joinWindow',
      form: 'window',
      keySerde: left.key,
      valueSerde: 'string',
      retentionMs: 2 * apart.ms + grace.ms,
      windowSizeMs: 2 * apart.ms,
    });
  if (how === 'join') return;
  add(program, {
    name: `${name}-${how === 'leftJoin' ? 'left' : 'outer'}-shared-join-store`,
    kind: 'outerJoin',
    form: 'keyValue',
    keySerde: `timestampedKeyAndJoinSide<${left.key}>`,
    valueSerde: 'leftOrRight<string>',
  });
}

export function foreignKeyJoin(program: Program): void {
  const { random } = program;
  const partitions = between(random, 1, 3);
  const table = (form: 'people' | 'cities', count: number): string => {
    const input = program.input({ key: 'string', value: 'string', partitions: count, form, readBy: 'table' });
    const name = program.name(form);
    const variable = `t${program.next()}`;
    program.lines.push(
      `KTable<String, String> ${variable} = builder.table(${quoted(input.topic)}, ${consumed(input)}, ${materialized(program, { name, key: 'string', value: 'string', store: 'KeyValueStore' })});`,
    );
    add(program, {
      name,
      kind: 'timestampedKeyValue',
      form: 'timestamped',
      keySerde: 'string',
      valueSerde: 'string',
      sourceTopic: input.topic,
    });
    return variable;
  };
  const [people, cities] = [table('people', partitions), table('cities', between(random, 1, 3))];
  const [name, joined] = [program.name('lives-in'), program.name('joined')];
  program.lines.push(
    `${people}.join(${cities}, (String person) -> person.substring(0, person.indexOf('|')), (a, b) -> a + b, TableJoined.as(${quoted(name)}), ${materialized(program, { name: joined, key: 'string', value: 'string', store: 'KeyValueStore' })});`,
  );
  add(program, { name: joined, kind: 'timestampedKeyValue', form: 'timestamped', keySerde: 'string', valueSerde: 'string' });
  add(program, {
    name: `${name}-subscription-store`,
    kind: 'foreignKeySubscription',
    form: 'subscription',
    keySerde: 'bytes',
    valueSerde: 'bytes',
  });
}
