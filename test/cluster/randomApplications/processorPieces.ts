/** Stores that processors write by themselves. */
import { between, chance, pick } from '../../fuzz/java/random.js';
import type { SerdeName } from './application.js';
import { add } from './dslPieces.js';
import { javaSerde, javaType, minutes, quoted, type Program, type Stream } from './program.js';

/** Of a number `hash`, and of the text that it is of. */
const values: Readonly<Record<SerdeName, string>> = {
  string: '"of " + text',
  json: '"{\\"of\\":" + hash + ",\\"list\\":[1,2.5,null]}"',
  long: 'hash * 3_000_000_019L',
  integer: 'hash',
  double: 'hash / 8.0',
  uuid: 'UUID.nameUUIDFromBytes(text.getBytes())',
  boolean: 'hash % 2 == 0',
  bytes: 'bytes(hash)',
  // The library reads no list whose last element has no bytes: "Ran out of bytes in serialized list".
  'list<string>': 'List.of(text, "", "end")',
};

const valueNames = Object.keys(values) as SerdeName[];
const keyNames = ['string', 'long', 'integer', 'uuid', 'bytes'] as const;

/** A processor that puts into one store what each record makes of it; `put` sees `store`, `key`, `text`, `hash`, `gone` and `time`. */
function processor(program: Program, stream: Stream, store: { readonly name: string; readonly type: string }, put: string): void {
  const name = `Put${program.next()}`;
  const [key, value] = [javaType[stream.key], javaType[stream.value]];
  program.classes.push(
    `  static final class ${name} implements Processor<${key}, ${value}, Void, Void> {
    private ${store.type} store;

    @Override
    public void init(ProcessorContext<Void, Void> context) {
      store = context.getStateStore(${quoted(store.name)});
    }

    @Override
    public void process(Record<${key}, ${value}> record) {
      ${key} key = record.key();
      String text = String.valueOf(record.value());
      int hash = text.hashCode();
      boolean gone = record.value() == null;
      long time = record.timestamp();
      ${put}
    }
  }`,
  );
  program.lines.push(`${stream.variable}.process(${name}::new, ${quoted(store.name)});`);
}

const ownLogging = [
  '.withLoggingEnabled(Map.of("cleanup.policy", "compact,delete"))',
  '.withLoggingEnabled(Map.of("min.compaction.lag.ms", "60000"))',
  '.withLoggingDisabled()',
  '.withCachingEnabled()',
];

export function keyValue(program: Program): void {
  const { random } = program;
  const stream = program.stream();
  const name = program.name('kv');
  const key = pick(random, keyNames);
  const value = pick(random, valueNames);
  const isMemory = chance(random, 0.25);
  const isTimestamped = chance(random, 0.3) && !isMemory;
  const more = chance(random, 0.3) ? pick(random, ownLogging) : '';
  const [kind, make] = isTimestamped
    ? (['timestampedKeyValue', 'persistentTimestampedKeyValueStore'] as const)
    : (['keyValue', isMemory ? 'inMemoryKeyValueStore' : 'persistentKeyValueStore'] as const);
  const builder = isTimestamped ? 'timestampedKeyValueStoreBuilder' : 'keyValueStoreBuilder';
  program.lines.push(
    `builder.addStateStore(Stores.${builder}(Stores.${make}(${quoted(name)}), ${javaSerde[key]}, ${javaSerde[value]})${more});`,
  );
  const [keyType, valueType] = [javaType[key], javaType[value]];
  const type = isTimestamped ? `TimestampedKeyValueStore<${keyType}, ${valueType}>` : `KeyValueStore<${keyType}, ${valueType}>`;
  // One key in every partition; a key of few; the input's own.
  const of = pick(random, ['String.valueOf(key)', 'String.valueOf(key)', '"total"', '"g" + Math.floorMod(hash, 7)']);
  const asKey = values[key].replaceAll('hash', 'of.hashCode()').replaceAll('text', 'of').replace('"of " + ', '');
  const held = isTimestamped ? `ValueAndTimestamp.make(${values[value]}, time)` : values[value];
  processor(program, stream, { name, type }, `String of = ${of};\n      store.put(${asKey}, gone ? null : ${held});`);
  add(program, {
    name,
    kind,
    form: isTimestamped ? 'timestamped' : 'keyValue',
    keySerde: key,
    valueSerde: value,
    keyedByInput: false,
  });
}

export function windowStore(program: Program): void {
  const { random } = program;
  const stream = program.stream();
  const name = program.name('kept');
  const size = minutes(between(random, 1, 5));
  const retention = minutes(between(random, 10, 100));
  const isMemory = chance(random, 0.3);
  const keepsDuplicates = chance(random, 0.3);
  const isTimestamped = chance(random, 0.3) && !keepsDuplicates && !isMemory;
  const make = isMemory ? 'inMemoryWindowStore' : isTimestamped ? 'persistentTimestampedWindowStore' : 'persistentWindowStore';
  const key = javaType[stream.key];
  program.lines.push(
    `builder.addStateStore(Stores.${isTimestamped ? 'timestampedWindowStoreBuilder' : 'windowStoreBuilder'}(Stores.${make}(${quoted(name)}, ${retention.java}, ${size.java}, ${keepsDuplicates}), ${javaSerde[stream.key]}, Serdes.String()));`,
  );
  const type = isTimestamped ? `TimestampedWindowStore<${key}, String>` : `WindowStore<${key}, String>`;
  const held = isTimestamped ? 'ValueAndTimestamp.make(text, time)' : 'text';
  processor(program, stream, { name, type }, `store.put(key, gone ? null : ${held}, time - Math.floorMod(time, ${size.ms}L));`);
  add(program, {
    name,
    kind: isTimestamped ? 'timestampedWindow' : 'window',
    form: isTimestamped ? 'timestampedWindow' : 'window',
    keySerde: stream.key,
    valueSerde: 'string',
    retentionMs: retention.ms,
    windowSizeMs: size.ms,
    keyedByInput: false,
  });
}

export function sessionStore(program: Program): void {
  const { random } = program;
  const stream = program.stream();
  const name = program.name('visits');
  const retention = minutes(between(random, 10, 100));
  const make = chance(random, 0.3) ? 'inMemorySessionStore' : 'persistentSessionStore';
  const key = javaType[stream.key];
  program.lines.push(
    `builder.addStateStore(Stores.sessionStoreBuilder(Stores.${make}(${quoted(name)}, ${retention.java}), ${javaSerde[stream.key]}, Serdes.String()));`,
  );
  processor(
    program,
    stream,
    { name, type: `SessionStore<${key}, String>` },
    `long start = time - Math.floorMod(time, 60_000L);
      store.put(new Windowed<>(key, new SessionWindow(start, start + Math.floorMod(hash, 3) * 20_000L)), gone ? null : text);`,
  );
  add(program, {
    name,
    kind: 'session',
    form: 'session',
    keySerde: stream.key,
    valueSerde: 'string',
    retentionMs: retention.ms,
    keyedByInput: false,
  });
}

export function versionedStore(program: Program): void {
  const stream = program.stream({ key: 'string' });
  const name = program.name('history');
  const retention = minutes(between(program.random, 10, 100));
  program.lines.push(
    `builder.addStateStore(Stores.versionedKeyValueStoreBuilder(Stores.persistentVersionedKeyValueStore(${quoted(name)}, ${retention.java}), Serdes.String(), Serdes.String()));`,
  );
  processor(program, stream, { name, type: 'VersionedKeyValueStore<String, String>' }, 'store.put(key, gone ? null : text, time);');
  add(program, {
    name,
    kind: 'versionedKeyValue',
    form: 'versioned',
    keySerde: 'string',
    valueSerde: 'string',
    retentionMs: retention.ms,
    keyedByInput: false,
  });
}
