/** The Java program of a random application while it is put together. */
import { between, chance, pick, type Random } from '../../fuzz/java/random.js';
import type { RandomInput, RandomStore, SerdeName } from './application.js';

export interface Stream {
  /** Of the Java variable. */
  readonly variable: string;
  readonly key: SerdeName;
  readonly value: SerdeName;
  readonly input: RandomInput;
}

export interface Program {
  readonly random: Random;
  readonly id: string;
  /** Statements of the method that builds the topology. */
  readonly lines: string[];
  /** Nested classes. */
  readonly classes: string[];
  readonly inputs: RandomInput[];
  readonly stores: RandomStore[];
  /** Prefixes of names that the library makes up: the second of a kind could not be told from the first. */
  readonly madeUp: Set<string>;
  /** A name that no store, topic or operator of the application has, in Java's quotes by `quoted`. */
  name(word: string): string;
  /** A number for variables. */
  next(): number;
  /** A stream of a topic of its own, read as the program's other inputs. */
  stream(ask?: { readonly key?: SerdeName; readonly value?: SerdeName; readonly partitions?: number }): Stream;
  /** A topic that only global tables read is never named like an internal one: nothing but the code tells it from one. */
  input(ask: Omit<RandomInput, 'topic' | 'configs'> & { readonly readBy: 'stream' | 'table' | 'globalTable' }): RandomInput;
}

export const quoted = (text: string): string => JSON.stringify(text);

export const javaType: Readonly<Record<SerdeName, string>> = {
  string: 'String',
  json: 'String',
  long: 'Long',
  integer: 'Integer',
  double: 'Double',
  uuid: 'UUID',
  boolean: 'Boolean',
  bytes: 'byte[]',
  'list<string>': 'List<String>',
};

export const javaSerde: Readonly<Record<SerdeName, string>> = {
  string: 'Serdes.String()',
  json: 'Serdes.String()',
  long: 'Serdes.Long()',
  integer: 'Serdes.Integer()',
  double: 'Serdes.Double()',
  uuid: 'Serdes.UUID()',
  boolean: 'Serdes.Boolean()',
  bytes: 'Serdes.ByteArray()',
  'list<string>': 'Serdes.ListSerde(ArrayList.class, Serdes.String())',
};

export const minutes = (count: number): { readonly java: string; readonly ms: number } => ({
  java: `Duration.ofMinutes(${count})`,
  ms: count * 60_000,
});

export const consumed = ({ key, value }: RandomInput): string => `Consumed.with(${javaSerde[key]}, ${javaSerde[value]})`;

/** Words that names are made of; some mislead whoever tells kinds by names. */
const words = ['orders', 'by', 'city', 'eu', '1', 'total', 'Latest', 'v2', 'per-minute', 'a.b', 'store', 'session', 'window'];
const misleading = ['changelog', 'repartition', 'this-join-store', 'outer-shared-join-store', '0000000012', 'KSTREAM-x'];

export function createProgram(random: Random, id: string, tails: readonly string[]): Program {
  const used = new Set<string>();
  let number = 0;
  const name = (word: string): string => {
    for (;;) {
      const parts = [
        ...(tails.length > 0 && chance(random, 0.3) ? [pick(random, tails)] : []),
        word,
        ...(chance(random, 0.7) ? [pick(random, words)] : []),
        ...(chance(random, 0.12) ? [pick(random, misleading)] : []),
      ];
      const made = parts.join(chance(random, 0.8) ? '-' : '.');
      if (used.has(made)) continue;
      used.add(made);
      return made;
    }
  };
  const program: Program = {
    random,
    id,
    lines: [],
    classes: [],
    inputs: [],
    stores: [],
    madeUp: new Set(),
    name,
    next: () => number++,
    stream({ key, value, partitions } = {}) {
      const input = program.input({
        key: key ?? pick(random, ['string', 'string', 'string', 'long', 'integer', 'uuid'] as const),
        value: value ?? pick(random, ['string', 'string', 'json', 'long', 'integer', 'double'] as const),
        partitions: partitions ?? between(random, 1, 3),
        form: 'events',
        readBy: 'stream',
      });
      const variable = `s${program.next()}`;
      program.lines.push(
        `KStream<${javaType[input.key]}, ${javaType[input.value]}> ${variable} = builder.stream(${quoted(input.topic)}, ${consumed(input)});`,
      );
      return { variable, key: input.key, value: input.value, input };
    },
    input({ readBy, ...ask }) {
      const word = name('in');
      const either = chance(random, 0.12) ? `${id}-${word}-changelog` : `${id}.${word}`;
      const topic = readBy === 'globalTable' ? `${id}.${word}.all` : either;
      const configs: RandomInput['configs'] = readBy !== 'stream' && chance(random, 0.7) ? { 'cleanup.policy': 'compact' } : {};
      const input: RandomInput = { ...ask, topic, configs };
      program.inputs.push(input);
      return input;
    },
  };
  return program;
}

/** `Materialized` of a key-value, window or session store; no name: the library makes one up. */
export function materialized(
  { random }: Program,
  { name, key, value, store }: { readonly name: string | null; readonly key: SerdeName; readonly value: SerdeName; readonly store: string },
  more: readonly string[] = [],
): string {
  const types = `${javaType[key]}, ${javaType[value]}, ${store}<Bytes, byte[]>`;
  const made = name === null ? `with(${javaSerde[key]}, ${javaSerde[value]})` : `as(${quoted(name)})`;
  const serdes = name === null ? '' : `.withKeySerde(${javaSerde[key]}).withValueSerde(${javaSerde[value]})`;
  // Asked for all windows of a key, a cache walks through every segment since 1970.
  const cache = store !== 'KeyValueStore' || chance(random, 0.5) ? '.withCachingDisabled()' : '';
  const memory = chance(random, 0.2) ? '.withStoreType(Materialized.StoreType.IN_MEMORY)' : '';
  return `Materialized.<${types}>${made}${serdes}${cache}${memory}${more.join('')}`;
}
