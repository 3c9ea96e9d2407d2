/** What our analysis says against what the real library did, as short differences for people. */
import { toPattern } from '../../src/core/values/holes.js';
import type { InternalTopic, StoreKind, TopologyNode, TopologyResult } from '../../src/core/topology/result.js';
import type { OracleAnswer, OracleNode, OracleStore, OracleTopic, OracleTopology } from './oracleAnswer.js';

/** Empty where everything is equal. */
export function compareWithOracle(expected: OracleAnswer, actual: TopologyResult): string[] {
  if (expected.status === 'error') {
    const ours = actual.error === undefined ? 'no error' : `${actual.error.type}: ${actual.error.message}`;
    return compareTexts('error', withoutAddresses(expected.error), withoutAddresses(ours));
  }
  if (actual.error !== undefined) return [`error: the library has none, we say ${actual.error.type}: ${actual.error.message}`];
  const differences: string[] = [];
  const say = (...found: readonly string[]): void => void differences.push(...found.map(toPattern));
  for (const gap of actual.gaps) say(`gap: ${gap.reason}`);
  if (actual.counterLost !== undefined) say(`counter lost: ${actual.counterLost.reason}`);
  compareIndexes(expected, actual, say);
  compareStores(expected, actual, say);
  compareTopics(expected, actual, say);
  compareNodes(expected, actual, say);
  // The library names a lambda by its address in memory, and the oracle writes a question mark there.
  say(...compareTexts('describe', expected.describe, actual.describe.replaceAll(/\(extractor class: .*\)/g, '(extractor class: ?)')));
  return differences;
}

/** One message holds the toString() of serdes, which are addresses in memory. */
function withoutAddresses(message: string): string {
  return message.replaceAll(/(keySerde|valueSerde)=(?!null)[^,}]*/g, '$1=?');
}

/** Groups that share a topic are one: how far the library has joined them depends on the order of its hash tables. */
function closeGroups(groups: readonly (readonly string[])[]): string[][] {
  const closed: Set<string>[] = [];
  for (const members of groups) {
    const group = new Set(members);
    for (const other of closed.filter((known) => [...known].some((topic) => group.has(topic)))) {
      for (const topic of other) group.add(topic);
      closed.splice(closed.indexOf(other), 1);
    }
    closed.push(group);
  }
  return closed.map((group) => [...group]);
}

type Say = (...found: readonly string[]) => void;

function compareIndexes(expected: OracleTopology, actual: TopologyResult, say: Say): void {
  for (const key of ['indexBeforeBuild', 'indexAfterBuild'] as const) {
    const value = expected[key];
    if (value !== undefined && value !== null && value !== actual[key]) say(`${key}: library ${value}, we ${actual[key]}`);
  }
}

function compareStores(expected: OracleTopology, actual: TopologyResult, say: Say): void {
  matchByName(
    'store',
    expected.stores,
    actual.stores,
    (s) => s.name,
    say,
    (theirs, ours) => {
      const same = (what: string, a: unknown, b: unknown): void => {
        if (JSON.stringify(a) !== JSON.stringify(b))
          say(`store ${theirs.name} ${what}: library ${JSON.stringify(a)}, we ${JSON.stringify(b)}`);
      };
      same('auto', theirs.auto, ours.autoNamed);
      same('unconnected', theirs.unconnected ?? false, ours.unconnected);
      if (theirs.unconnected === true) return same('changelog', null, ours.changelog ?? null);
      same('global', theirs.global ?? false, ours.global);
      const kinds = kindsOf(theirs);
      if (!kinds.includes(ours.kind)) same('kind', kinds.join(' or '), ours.kind);
      same('persistence', theirs.persistent === true ? 'rocksdb' : 'inMemory', ours.persistence);
      if (theirs.caching !== undefined && ours.caching !== null) same('caching', theirs.caching, ours.caching);
      if (theirs.global !== true) same('processors', theirs.processors, [...ours.processors].sort());
      if (theirs.retentionMs !== undefined) same('retentionMs', theirs.retentionMs, ours.retentionMs);
      if (theirs.historyRetentionMs !== undefined) same('historyRetentionMs', theirs.historyRetentionMs, ours.historyRetentionMs);
      const changelog = ours.changelog === undefined ? null : fullName(ours.changelog, expected);
      // The library restores a global store from its source topic; that is no changelog in our words.
      same('changelog', theirs.global === true ? null : (theirs.changelog ?? null), changelog);
      const ownChangelog = ours.changelog !== undefined && !ours.changelog.reusesSourceTopic;
      same('own changelog', theirs.logging, ownChangelog);
      // A store that takes its source topic as its changelog is neither logged nor not.
      if (theirs.global !== true && ours.changelog?.reusesSourceTopic !== true) same('logging', theirs.logging, ours.logging);
    },
  );
}

/** The kinds that a store of the library may have in our words. */
function kindsOf(store: OracleStore): readonly StoreKind[] {
  const inJoin = store.processors?.some((p) => /^KSTREAM-WINDOWED-\d{10}$|-(?:this|other)-windowed$/.test(p)) === true;
  switch (store.kind) {
    case 'kv':
      return ['keyValue'];
    case 'timestamped-kv':
      return /^KTABLE-FK-JOIN-SUBSCRIPTION-STATE-STORE-\d{10}$|-subscription-store$/.test(store.name)
        ? ['foreignKeySubscription']
        : ['timestampedKeyValue'];
    case 'versioned':
      return ['versionedKeyValue'];
    case 'window':
      if (inJoin) return ['joinWindow'];
      // A plain supplier given to an aggregation is wrapped: the store answers as a timestamped one, its files are plain.
      if (store.outer === 'MeteredTimestampedWindowStore' || store.inner?.includes('Timestamped') === true) return ['timestampedWindow'];
      // From 4.3 on one class with headers stands in front of both.
      return store.outer === 'MeteredWindowStore' ? ['window'] : ['window', 'timestampedWindow'];
    case 'session':
      return ['session'];
    case 'list-value':
      return ['outerJoin'];
    case 'suppress-buffer':
      return ['suppressBuffer'];
    case 'join-buffer':
      return ['suppressBuffer'];
    default:
      throw new Error(`The oracle's store kind ${store.kind} is not in this table`);
  }
}

function compareTopics(expected: OracleTopology, actual: TopologyResult, say: Say): void {
  const changelogs = new Map<string, InternalTopic>();
  for (const { changelog } of actual.stores) if (changelog !== undefined) changelogs.set(fullName(changelog, expected), changelog);
  const compare = (what: string) => (theirs: OracleTopic, ours: InternalTopic) => {
    const same = (aspect: string, a: unknown, b: unknown): void => {
      if (JSON.stringify(a) !== JSON.stringify(b))
        say(`${what} ${theirs.name} ${aspect}: library ${JSON.stringify(a)}, we ${JSON.stringify(b)}`);
    };
    same('reuse', theirs.isSourceTopic ?? false, ours.reusesSourceTopic);
    if (theirs.config === undefined) return;
    same('auto', theirs.auto, ours.autoNamed);
    same('partitions', theirs.partitions ?? null, ours.partitions ?? null);
    same('config', sortedEntries(theirs.config), ours.config === null ? null : sortedEntries(ours.config));
    same('cleanup policy', theirs.config['cleanup.policy'], ours.cleanupPolicy);
    const retention = theirs.config['retention.ms'];
    same(
      'retention',
      retention === undefined || retention === '-1' ? null : Number(retention),
      ours.retentionMs === -1 ? null : ours.retentionMs,
    );
  };
  matchByName(
    'changelog',
    expected.changelogTopics,
    // Tasks that read only patterns have no topics before a broker is asked, and so the library lists no changelogs for them yet.
    expected.sourcePatterns.length > 0
      ? [...changelogs].filter(([name]) => expected.changelogTopics.some((t) => t.name === name)).map(([, t]) => t)
      : [...changelogs.values()],
    (t) => ('suffix' in t ? fullName(t, expected) : t.name),
    say,
    compare('changelog'),
  );
  matchByName(
    'repartition',
    expected.repartitionTopics,
    actual.repartitions,
    (t) => ('suffix' in t ? fullName(t, expected) : t.name),
    say,
    compare('repartition'),
  );
}

function compareNodes(expected: OracleTopology, actual: TopologyResult, say: Say): void {
  const theirSubtopologies = expected.subtopologies.flatMap((s) =>
    s.nodes.map((node) => ({ name: `${s.id}/${node.name}`, node: fromOracle(node) })),
  );
  const ourSubtopologies = actual.subtopologies.flatMap((s) =>
    s.nodes.map((node) => ({ name: `${s.id}/${node.name}`, node: fromResult(node) })),
  );
  matchByName(
    'node',
    theirSubtopologies,
    ourSubtopologies,
    (n) => n.name,
    say,
    (theirs, ours) => {
      const [a, b] = [JSON.stringify(theirs.node), JSON.stringify(ours.node)];
      if (a !== b) say(`node ${theirs.name}: library ${a}, we ${b}`);
    },
  );
  const globals = (names: readonly string[]): string => JSON.stringify([...names].sort());
  const theirGlobals = globals(
    expected.globalStores.map((g) => [g.source.name, g.source.topics, g.processor.name, g.processor.stores ?? []].join(' ')),
  );
  const ourGlobals = globals(actual.globalStores.map((g) => [g.source, g.topic, g.processor, g.stores].join(' ')));
  if (theirGlobals !== ourGlobals) say(`global stores: library ${theirGlobals}, we ${ourGlobals}`);

  const globalTopics = new Set(actual.globalStores.map((g) => g.topic));
  compareSets(
    'source topics',
    expected.sourceTopics,
    actual.sources.filter((s) => !s.pattern && !globalTopics.has(s.topic)).map((s) => s.topic),
    say,
  );
  compareSets(
    'source patterns',
    expected.sourcePatterns,
    actual.sources.filter((s) => s.pattern).map((s) => s.topic),
    say,
  );
  const internal = new Set(expected.repartitionTopics.map((t) => t.name));
  compareSets(
    'sink topics',
    expected.sinkTopics.filter((topic) => !internal.has(prefixOf(expected) + topic)),
    actual.sinks.flatMap((s) => (s.topic === undefined ? [] : [s.topic])),
    say,
  );
  if (expected.copartitionError === undefined) {
    const bare = (topic: string): string => (internal.has(topic) ? topic.slice(prefixOf(expected).length) : topic);
    const group = (topics: readonly string[]): string => [...topics].sort().join(' + ');
    compareSets(
      'copartition groups',
      closeGroups(expected.copartitionGroups.map((g) => g.map(bare))).map(group),
      actual.copartitionGroups.filter((g) => g.length > 1).map(group),
      say,
    );
  }
}

function fromOracle(node: OracleNode): unknown {
  return {
    type: node.type,
    topics: node.topics ?? [],
    pattern: node.pattern,
    topic: node.topic ?? undefined,
    stores: node.stores ?? [],
    successors: node.successors ?? [],
  };
}

function fromResult(node: TopologyNode): unknown {
  return {
    type: node.type,
    topics: [...node.topics].sort(),
    pattern: node.pattern,
    topic: node.topic,
    stores: [...node.stores].sort(),
    successors: [...node.successors].sort(),
  };
}

function fullName(topic: InternalTopic, expected: OracleTopology): string {
  return topic.reusesSourceTopic ? topic.suffix : prefixOf(expected) + topic.suffix;
}

function prefixOf(expected: OracleTopology): string {
  return `${expected.props['__internal.override.topic.prefix__'] ?? expected.applicationId}-`;
}

function sortedEntries(record: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}

function matchByName<T, U>(
  what: string,
  theirs: readonly T[],
  ours: readonly U[],
  nameOf: (item: T | U) => string,
  say: Say,
  compare: (theirs: T, ours: U) => void,
): void {
  const rest = new Map(ours.map((item) => [nameOf(item), item]));
  if (rest.size < ours.length) say(`${what}: we give a name twice`);
  for (const item of theirs) {
    const name = nameOf(item);
    const match = rest.get(name);
    rest.delete(name);
    if (match === undefined) say(`${what} ${name}: only the library has it`);
    else compare(item, match);
  }
  for (const name of rest.keys()) say(`${what} ${name}: only we have it`);
}

function compareSets(what: string, theirs: readonly string[], ours: readonly string[], say: Say): void {
  const [a, b] = [new Set(theirs), new Set(ours)];
  const onlyTheirs = [...a].filter((x) => !b.has(x));
  const onlyOurs = [...b].filter((x) => !a.has(x));
  if (onlyTheirs.length + onlyOurs.length > 0)
    say(`${what}: only the library has [${onlyTheirs.join(', ')}], only we have [${onlyOurs.join(', ')}]`);
}

/** The first line that differs. */
function compareTexts(what: string, theirs: string, ours: string): string[] {
  if (theirs === ours) return [];
  const [a, b] = [theirs.split('\n'), ours.split('\n')];
  const at = a.findIndex((line, i) => line !== b[i]);
  if (at < 0) return [`${what}: we have ${b.length - a.length} lines more`];
  return [`${what} line ${at + 1}:\n    library ${JSON.stringify(a[at])}\n    we      ${JSON.stringify(b[at] ?? null)}`];
}
