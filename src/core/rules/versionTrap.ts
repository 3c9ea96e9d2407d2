import type { StoreReport, TopologyReport } from '../report.js';
import type { Rule } from './rule.js';

interface Trap {
  readonly what: string;
  readonly fixedIn: string;
  concerns(store: StoreReport): boolean;
}

/** Kafka's upgrade guide: KAFKA-19748, KAFKA-20616. */
const traps: Readonly<Record<string, Trap>> = {
  '4.1.0': {
    what: 'leaks memory with session stores, joins of streams and foreign-key joins (KAFKA-19748)',
    fixedIn: '4.1.1',
    concerns: ({ kind }) => kind === 'session' || kind === 'joinWindow' || kind === 'foreignKeySubscription',
  },
  '4.3.0': {
    what: 'loses native memory of RocksDB whenever a task is closed (KAFKA-20616)',
    fixedIn: '4.3.1',
    concerns: ({ persistence }) => persistence === 'rocksdb',
  },
};

/** Only where a build file says the version: an option asks what would be. */
export const versionTrap: Rule = {
  id: 'version-trap',
  summary: 'The version of Kafka Streams has a known fault that these stores meet, and a later one has not.',
  severity: 'hint',
  check: (topology) => {
    const trap = trapOf(topology);
    if (trap === undefined || topology.kafkaVersionFrom !== 'build file' || !topology.stores.some((store) => trap.concerns(store)))
      return [];
    const { file, line, column, endLine, endColumn } = topology.entry;
    return [
      {
        rule: versionTrap.id,
        severity: 'hint',
        message: `Kafka Streams ${topology.kafkaVersion} ${trap.what}: ${trap.fixedIn} does not.`,
        location: { file, line, column, endLine, endColumn },
        related: [],
        fixes: [],
      },
    ];
  },
};

const trapOf = ({ kafkaVersion }: TopologyReport): Trap | undefined =>
  Object.hasOwn(traps, kafkaVersion) ? traps[kafkaVersion] : undefined;
