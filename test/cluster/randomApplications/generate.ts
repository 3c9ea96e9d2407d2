/** Random applications: the same for the same seed. */
import { between, chance, createRandom, pick, sample, type Random } from '../../fuzz/java/random.js';
import type { RandomApplication } from './application.js';
import {
  count,
  foreignKeyJoin,
  globalTable,
  reduce,
  sessions,
  streamJoin,
  suppressedTable,
  tableOfTopic,
  toTable,
  versionedTable,
  windows,
} from './dslPieces.js';
import { keyValue, sessionStore, versionedStore, windowStore } from './processorPieces.js';
import { createProgram, quoted, type Program } from './program.js';

const pieces: readonly ((program: Program) => unknown)[] = [
  count,
  foreignKeyJoin,
  globalTable,
  keyValue,
  keyValue,
  reduce,
  sessions,
  sessionStore,
  streamJoin,
  suppressedTable,
  tableOfTopic,
  toTable,
  toTable,
  versionedStore,
  versionedTable,
  windows,
  windows,
  windowStore,
];

export function generateApplications(seed: number, size: number, version: string): readonly RandomApplication[] {
  const random = createRandom(seed);
  const ids = generateIds(random, size);
  const hasStreamsProtocol = !version.startsWith('3.');
  return ids.map((id, i) => {
    const one = generateOne(random, id, `App${i}`, tailsOf(id, ids));
    return chance(random, 0.35) && hasStreamsProtocol ? { ...one, properties: { ...one.properties, 'group.protocol': 'streams' } } : one;
  });
}

const names = ['shop', 'mix', 'orders', 'a', 'pay.ments', 'x1', 'stock', 'Fraud'];
const ends = ['eu', 'v2', '1', 'counts', 'by-city', 'a.b', 'latest', 'prod'];

/** Families of ids that are prefixes of each other, with dots and dashes. */
function generateIds(random: Random, size: number): readonly string[] {
  const ids = new Set<string>();
  while (ids.size < size) {
    const parent = chance(random, 0.6) ? [...ids].at(-1) : undefined;
    const id =
      parent === undefined || parent.length > 24 ? pick(random, names) : `${parent}${pick(random, ['-', '-', '.'])}${pick(random, ends)}`;
    ids.add(id);
  }
  return [...ids];
}

/** What makes a name of the application look as if it were of a longer id's. */
const tailsOf = (id: string, ids: readonly string[]): readonly string[] =>
  ids.filter((other) => other.startsWith(`${id}-`)).map((other) => other.slice(id.length + 1));

function generateOne(random: Random, id: string, className: string, tails: readonly string[]): RandomApplication {
  const program = createProgram(random, id, tails);
  for (const piece of sample(random, pieces, between(random, 2, 4))) piece(program);
  const optimization = chance(random, 0.5) ? 'all' : 'none';
  return {
    id,
    className,
    source: javaFile({ id, className, optimization, lines: program.lines, classes: program.classes }),
    optimization,
    inputs: program.inputs,
    stores: program.stores,
    properties: {
      'topology.optimization': optimization,
      'num.stream.threads': chance(random, 0.2) ? '2' : '1',
      'statestore.cache.max.bytes': chance(random, 0.5) ? '0' : '100000',
      ...(chance(random, 0.15) && { 'processing.guarantee': 'exactly_once_v2' }),
      ...(chance(random, 0.2) && { 'windowstore.changelog.additional.retention.ms': pick(random, ['43200000', '604800000']) }),
    },
  };
}

export interface JavaParts {
  readonly id: string;
  readonly className: string;
  readonly optimization: 'none' | 'all';
  /** Statements with a `builder`. */
  readonly lines: readonly string[];
  readonly classes: readonly string[];
}

/** The whole file of an application. */
export function javaFile({ id, className, optimization, lines, classes }: JavaParts): string {
  return `import java.time.Duration;
import java.util.*;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.*;
import org.apache.kafka.streams.kstream.*;
import org.apache.kafka.streams.kstream.internals.SessionWindow;
import org.apache.kafka.streams.processor.api.*;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.*;

public final class ${className} {
  public static Topology topology() {
    StreamsBuilder builder = new StreamsBuilder();
    ${lines.join('\n    ')}
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, ${quoted(id)});
    properties.put(StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG, ${optimization === 'all' ? 'StreamsConfig.OPTIMIZE' : 'StreamsConfig.NO_OPTIMIZATION'});
    return builder.build(properties);
  }

  private static byte[] bytes(int seed) {
    byte[] bytes = new byte[Math.floorMod(seed, 12)];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

${classes.join('\n\n')}
}
`;
}
