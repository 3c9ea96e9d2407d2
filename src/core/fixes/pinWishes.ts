/** What would give a call exactly the names that it has. */
import { createKafkaVersion } from '../kafkaVersion.js';
import { settingsSince, type Draw } from '../operators/operator.js';
import { operatorsNamed } from '../operators/operators.js';
import type { TopologyReport } from '../report.js';
import type { JoinStore, Naming } from '../writing/naming.js';
import { callKey, refusalOf, type Code, type Wish } from './planFix.js';
import { knownName, numberedEnd, numberOf, placeOf, type Target } from './targets.js';

/** One call, several names: a method that is called twice, or by several topologies. Names of tables may differ in the topic alone. */
export function refuseAmbiguous(code: Code, wishes: Map<Target, Wish>, refused: Map<Target, string>): void {
  const before = namesByCall(wishes);
  for (const [target, wish] of wishes) {
    const { naming } = wish;
    if (before.get(callKey(wish))!.size < 2 || naming.what !== 'store' || numberedEnd(naming.name) === '' || !readsTopic(target)) continue;
    const general: Wish = { ...wish, naming: behindTopic(naming) };
    if (refusalOf(code, general) === undefined) wishes.set(target, general);
  }
  const names = namesByCall(wishes);
  for (const [target, wish] of wishes) {
    if (names.get(callKey(wish))!.size < 2) continue;
    refused.set(target, 'this call is run for several topologies, which each give it another name');
    wishes.delete(target);
  }
}

function namesByCall(wishes: ReadonlyMap<Target, Wish>): Map<string, Set<string>> {
  const names = new Map<string, Set<string>>();
  for (const wish of wishes.values()) {
    const key = callKey(wish);
    names.set(key, (names.get(key) ?? new Set()).add(JSON.stringify(wish.naming)));
  }
  return names;
}

/** The store's name begins with the topic that its operator reads. */
function readsTopic({ stores, operator }: Target): boolean {
  const begins = (draw: Draw): boolean => draw.names === 'store' && draw.prefix.startsWith('<topic>');
  return stores.length > 0 && operatorsNamed(operator).some(({ draws }) => draws.some(begins));
}

function behindTopic(naming: Naming & { what: 'store' }): Naming {
  return { ...naming, name: numberedEnd(naming.name), behindTopic: true };
}

/** A call that several topologies run can only be pinned where it can be in each. */
export function refuseTogether(wishes: Map<Target, Wish>, refused: Map<Target, string>): void {
  for (const [target, reason] of [...refused]) {
    for (const [other] of [...wishes]) {
      if (placeOf(other.location) !== placeOf(target.location) || other.topology === target.topology) continue;
      refused.set(other, reason);
      wishes.delete(other);
    }
  }
}

function doubt({ gaps }: TopologyReport): string {
  const gap = gaps.find(({ reason }) => reason.startsWith('generated numbers')) ?? gaps[0];
  return gap === undefined ? 'see its report' : `${gap.reason} (line ${gap.location.line})`;
}

/** Why no code gives a name to what has it from the library. */
export const givenByLibrary = {
  suppress: 'Suppressed.withName("…") names its store with -store behind it, so that no name gives the one that it has now',
  foreignKeyJoin: 'TableJoined.as("…") names its topics and store in another form than the generated names have',
  outerJoin: 'the store that both sides of the join share has no other name than a generated one, or one with a suffix',
} as const;

const severalTopics = 'this call makes several topics, as it is run several times: one name cannot be for all';

/** The wish that gives the call exactly these names, or why there is none; `nameOf` may put another in the place of the name that is. */
export function toPinWish(target: Target, nameOf: (name: string) => string = (name) => name): Wish | string {
  const { topology, stores, repartitions, location, kind } = target;
  if (!topology.numbersKnown) return `not every number of ${topology.entry.symbol} is known: ${doubt(topology)}`;
  const unknown = [
    ...topology.stores.filter((one) => one.autoNamed && knownName(one) === null),
    ...topology.repartitions.filter((one) => one.autoNamed && one.suffix === null),
  ];
  if (unknown.length > 0)
    return `a generated name of ${topology.entry.symbol} is not known, so it cannot be shown that it stays: ${doubt(topology)}`;
  const wish = (naming: Naming): Wish => ({ target, location, naming });
  switch (kind) {
    case 'store': {
      const [store, second] = stores;
      const name = store === undefined ? null : knownName(store);
      if (store === undefined || name === null || second !== undefined)
        return 'this call makes several stores, as it is run several times: one name cannot be for all';
      const naming = { what: 'store', name: nameOf(name), kind: store.kind } as const;
      if (store.name !== null) return wish(naming);
      return readsTopic(target) ? wish(behindTopic(naming)) : 'where its name comes from cannot be seen in the code';
    }
    case 'processor':
      if (repartitions.some(({ suffix }) => suffix !== `${target.processor!}-repartition`)) return severalTopics;
      if (!createKafkaVersion(topology.kafkaVersion).since(settingsSince.Named))
        return `operators have names since Kafka Streams ${settingsSince.Named}, the project uses ${topology.kafkaVersion}`;
      return wish({ what: 'processor', name: withoutSuffix(nameOf(`${target.processor!}-repartition`)) });
    case 'repartition': {
      const [topic, second] = repartitions;
      if (topic === undefined || topic.suffix === null || second !== undefined) return severalTopics;
      return wish({ what: 'repartition', name: withoutSuffix(nameOf(topic.suffix)) });
    }
    case 'joinStores':
      return toSuppliers(target, nameOf, wish);
    case 'suppress':
      return givenByLibrary.suppress;
    case 'joinBuffer': {
      const [store] = stores;
      const needsTopic = topology.repartitions.some((topic) => placeOf(topic.location) === placeOf(location));
      if (store === undefined || store.name === null || stores.length > 1 || needsTopic)
        return 'the name of its Joined is also for its repartition topic, so that it cannot be given without renaming that';
      return wish({ what: 'joinTopics', name: nameOf(store.name).slice(0, -'-Buffer'.length), of: 'table' });
    }
    case 'foreignKeyJoin':
      return givenByLibrary.foreignKeyJoin;
    case 'other':
      return 'where its name comes from cannot be seen in the code';
  }
}

function withoutSuffix(topic: string): string {
  return topic.slice(0, -'-repartition'.length);
}

/** Only a supplier gives a join's store a whole name; the store that both sides share has none. */
function toSuppliers(target: Target, nameOf: (name: string) => string, wish: (naming: Naming) => Wish): Wish | string {
  const { topology } = target;
  if (!createKafkaVersion(topology.kafkaVersion).since(settingsSince.StreamJoined))
    return `StreamJoined came with Kafka Streams ${settingsSince.StreamJoined}, the project uses ${topology.kafkaVersion}`;
  const { stores } = target;
  if (stores.some(({ kind }) => kind === 'outerJoin')) return givenByLibrary.outerJoin;
  const [left, right, third] = [...stores].sort((a, b) => numberOf(a.name) - numberOf(b.name));
  if (left === undefined || right === undefined || third !== undefined) return 'this call does not make two stores';
  const suppliers: JoinStore[] = [];
  for (const { name, retentionMs, windowSizeMs, persistence, loggingEnabled } of [left, right]) {
    if (loggingEnabled !== true) return 'stores that are given to a join by suppliers are always logged, and these are not';
    if (name === null || retentionMs === null || windowSizeMs === null) return 'the length of its windows is not known';
    if (persistence !== 'rocksdb' && persistence !== 'inMemory') return 'it is not known what its stores are kept in';
    suppliers.push({ name: nameOf(name), retentionMs, windowSizeMs, persistent: persistence === 'rocksdb' });
  }
  return wish({ what: 'joinSuppliers', stores: [suppliers[0]!, suppliers[1]!] });
}
