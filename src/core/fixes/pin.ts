/**
 * Pin: every generated name is written into the code as the name that it is now. A store with a name draws no number, so pinning one
 * moves the numbers behind it: those are pinned with it, or else it is not pinned.
 */
import { createKafkaVersion } from '../kafkaVersion.js';
import type { InternalTopicReport, StoreReport, TopologyReport } from '../report.js';
import { isUnmoved, type Compared } from './compareReports.js';
import type { JoinStore, Naming } from './java/nameCall.js';
import { attempt, callKey, newTrouble, refusalOf, refuse, toPlan, type Code, type FixPlan, type Refusal, type Wish } from './planFix.js';
import { findTargets, numberOf, placeOf, type Target } from './targets.js';

export function planPin(code: Code, isWanted: (target: Target) => boolean): FixPlan {
  const targets = findTargets(code.report);
  const refused = new Map<Target, string>();
  const wishes = new Map<Target, Wish>();
  for (const target of targets) {
    const wish = toWish(target);
    const why = typeof wish === 'string' ? wish : refusalOf(code, wish);
    if (why !== undefined) refused.set(target, why);
    else wishes.set(target, wish as Wish);
  }
  refuseAmbiguous(wishes, refused);
  refuseTogether(wishes, refused);

  const keys = new Map([...wishes].map(([target, wish]) => [target, callKey(wish)]));
  const runners = new Map<string, Set<string>>();
  for (const [target, key] of keys) runners.set(key, (runners.get(key) ?? new Set()).add(target.topology.id));
  /** The topologies that run the call: an edit is for all of them. */
  const runs = (target: Target): ReadonlySet<string> => runners.get(keys.get(target) ?? '') ?? new Set();

  let chosen = targets.filter((target) => wishes.has(target) && isWanted(target));
  let asked = targets.filter(isWanted);
  // Each round adds or removes a target for good, so this ends; the bound is against mistakes of ours.
  for (let round = 0; round < 2 * targets.length + 2; round++) {
    const done = attempt(code, distinctWishes(chosen, wishes));
    const ids = new Set(chosen.flatMap((target) => [...runs(target)]));
    const moved = done.compared.filter((one) => ids.has(one.topology) && !isUnmoved(one));
    const trouble = newTrouble(code.report, done.after);
    if (moved.length === 0 && trouble === undefined) {
      const reasons = asked.filter((target) => refused.has(target)).map((target): Refusal => refuse(target, refused.get(target)!));
      return toPlan(code, done, distinctWishes(chosen, wishes), reasons);
    }
    const behind = targets.filter((target) => !chosen.includes(target) && moved.some((one) => isOf(one, target)));
    const more = behind.filter((target) => wishes.has(target));
    if (more.length > 0) {
      chosen = [...chosen, ...more];
      asked = [...new Set([...asked, ...more])];
      continue;
    }
    // What moved cannot be pinned: what is before it in its topology must stay as it is.
    const at = behind[0]?.topology.id ?? moved[0]?.topology ?? trouble?.topology;
    const here = chosen.filter((target) => at === undefined || runs(target).has(at));
    const fixed = behind.filter(({ topology }) => topology.id === at);
    const last = Math.max(-1, ...fixed.map(highestNumber));
    const before = here.filter((target) => changesNumbers(wishes.get(target)!.naming) && highestNumber(target) < last);
    const dropped = new Set(
      (fixed.length > 0 && before.length > 0 ? before : here.length > 0 ? here : chosen).map((target) => keys.get(target)),
    );
    const removed = chosen.filter((target) => dropped.has(keys.get(target)));
    const [first] = fixed;
    const reason =
      first === undefined
        ? `the analysis of the edited code cannot show that nothing moves: ${trouble?.reason ?? `${moved[0]?.before?.name ?? 'a name'} does`}`
        : `naming it would move ${first.stores[0]?.name ?? first.repartitions[0]?.suffix ?? 'another name'}, which cannot be pinned: ${refused.get(first) ?? 'its number is not known'}`;
    for (const target of removed) refused.set(target, reason);
    for (const target of removed) wishes.delete(target);
    chosen = chosen.filter((target) => !removed.includes(target));
  }
  throw new Error('pinning does not come to an end');
}

function isOf(one: Compared, target: Target): boolean {
  const made = one.before;
  return made !== undefined && (target.stores.includes(made as StoreReport) || target.repartitions.includes(made as InternalTopicReport));
}

function highestNumber({ stores, repartitions }: Target): number {
  return Math.max(...stores.map(({ name }) => numberOf(name)), ...repartitions.map(({ suffix }) => numberOf(suffix)));
}

/** With the name given, fewer numbers are drawn. Of processors only those for which the library draws none where they have a name. */
function changesNumbers(naming: Naming): boolean {
  if (naming.what === 'processor') return /^KSTREAM-(?:PROCESSOR|PROCESSVALUES|TRANSFORM)-/.test(naming.name);
  return naming.what === 'store' || naming.what === 'repartition';
}

function distinctWishes(chosen: readonly Target[], wishes: ReadonlyMap<Target, Wish>): Wish[] {
  return [...new Map(chosen.map((target) => wishes.get(target)!).map((wish) => [callKey(wish), wish])).values()];
}

/** One call, several names: a method that is called twice, or by several topologies. */
function refuseAmbiguous(wishes: Map<Target, Wish>, refused: Map<Target, string>): void {
  const names = new Map<string, Set<string>>();
  for (const wish of wishes.values()) {
    const key = callKey(wish);
    names.set(key, (names.get(key) ?? new Set()).add(JSON.stringify(wish.naming)));
  }
  for (const [target, wish] of wishes) {
    if (names.get(callKey(wish))!.size < 2) continue;
    refused.set(target, 'this call is run for several topologies, which each give it another name');
    wishes.delete(target);
  }
}

/** A call that several topologies run can only be pinned where it can be in each. */
function refuseTogether(wishes: Map<Target, Wish>, refused: Map<Target, string>): void {
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

/** The wish, or why there is none. */
function toWish(target: Target): Wish | string {
  const { topology, stores, repartitions, location, kind } = target;
  if (!topology.numbersKnown) return `not every number of ${topology.entry.symbol} is known: ${doubt(topology)}`;
  const unknown = [
    ...topology.stores.filter((one) => one.autoNamed && one.name === null),
    ...topology.repartitions.filter((one) => one.autoNamed && one.suffix === null),
  ];
  if (unknown.length > 0)
    return `a generated name of ${topology.entry.symbol} is not known, so it cannot be shown that it stays: ${doubt(topology)}`;
  const wish = (naming: Naming): Wish => ({ target, location, naming });
  switch (kind) {
    case 'store': {
      const [store, second] = stores;
      if (store === undefined || store.name === null || second !== undefined)
        return 'this call makes several stores, as it is run several times: one name cannot be for all';
      return wish({ what: 'store', name: store.name, kind: store.kind });
    }
    case 'processor':
      if (!createKafkaVersion(topology.kafkaVersion).since('2.4'))
        return `operators have names since Kafka Streams 2.4, the project uses ${topology.kafkaVersion}`;
      return wish({ what: 'processor', name: target.processor! });
    case 'repartition': {
      const [topic, second] = repartitions;
      if (topic === undefined || topic.suffix === null || second !== undefined)
        return 'this call makes several topics, as it is run several times: one name cannot be for all';
      return wish({ what: 'repartition', name: topic.suffix.slice(0, -'-repartition'.length) });
    }
    case 'joinStores':
      return toSuppliers(target, wish);
    case 'suppress':
      return 'Suppressed.withName("…") names its store with -store behind it, so that no name gives the one that it has now';
    case 'joinBuffer': {
      const [store] = stores;
      const needsTopic = topology.repartitions.some((topic) => placeOf(topic.location) === placeOf(location));
      if (store === undefined || store.name === null || stores.length > 1 || needsTopic)
        return 'the name of its Joined is also for its repartition topic, so that it cannot be given without renaming that';
      return wish({ what: 'joinTopics', name: store.name.slice(0, -'-Buffer'.length), of: 'table' });
    }
    case 'foreignKeyJoin':
      return 'TableJoined.as("…") names its topics and store in another form than the generated names have';
    case 'other':
      return 'where its name comes from cannot be seen in the code';
  }
}

/** Only a supplier gives a join's store a whole name; the store that both sides share has none. */
function toSuppliers(target: Target, wish: (naming: Naming) => Wish): Wish | string {
  const { topology } = target;
  if (!createKafkaVersion(topology.kafkaVersion).since('2.4'))
    return `StreamJoined came with Kafka Streams 2.4, the project uses ${topology.kafkaVersion}`;
  const { stores } = target;
  if (stores.some(({ kind }) => kind === 'outerJoin'))
    return 'the store that both sides of the join share has no other name than a generated one, or one with a suffix';
  const [left, right, third] = [...stores].sort((a, b) => numberOf(a.name) - numberOf(b.name));
  if (left === undefined || right === undefined || third !== undefined) return 'this call does not make two stores';
  const suppliers: JoinStore[] = [];
  for (const { name, retentionMs, windowSizeMs, persistence, loggingEnabled } of [left, right]) {
    if (loggingEnabled !== true) return 'stores that are given to a join by suppliers are always logged, and these are not';
    if (name === null || retentionMs === null || windowSizeMs === null) return 'the length of its windows is not known';
    if (persistence !== 'rocksdb' && persistence !== 'inMemory') return 'it is not known what its stores are kept in';
    suppliers.push({ name, retentionMs, windowSizeMs, persistent: persistence === 'rocksdb' });
  }
  return wish({ what: 'joinSuppliers', stores: [suppliers[0]!, suppliers[1]!] });
}
