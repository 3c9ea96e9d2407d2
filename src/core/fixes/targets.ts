/** What of a report has a generated name, and at which call it would get one of its own. */
import { settingsOf, type SettingsType } from '../operators/operator.js';
import { operatorsNamed } from '../operators/operators.js';
import type { InternalTopicReport, Location, Report, StoreReport, TopologyReport } from '../report.js';

export type TargetKind = 'store' | 'processor' | 'repartition' | 'suppress' | 'joinStores' | 'joinBuffer' | 'foreignKeyJoin' | 'other';

export interface Target {
  readonly topology: TopologyReport;
  readonly kind: TargetKind;
  /** The call that a name would be given to. */
  readonly location: Location;
  /** The call that makes the store or topic: where the finding stands. */
  readonly found: Location;
  readonly operator: string;
  readonly stores: readonly StoreReport[];
  readonly repartitions: readonly InternalTopicReport[];
  /** The processor whose name the topic takes, for `processor`. */
  readonly processor: string | undefined;
}

export function placeOf({ file, line, column }: Location): string {
  return `${file}:${line}:${column}`;
}

/** Every store and repartition topic with a generated name stands in one target; so do global stores, which each instance reads anew where they move. */
export function findTargets(report: Report): Target[] {
  return report.topologies.flatMap(targetsOf);
}

/** Those of which a topic carries the name: not global stores, as they restore from the topic that they read. */
export function findTargetsWithTopics(report: Report): Target[] {
  return findTargets(report).filter(({ stores }) => stores.every((store) => !store.global));
}

function targetsOf(topology: TopologyReport): Target[] {
  const targets = new Map<string, Target>();
  const add = (kind: TargetKind, location: Location, made: StoreReport | InternalTopicReport, processor?: string): void => {
    const key = `${kind} ${placeOf(location)} ${kind === 'other' ? placeOf(made.location) : ''}`;
    const known = targets.get(key);
    const isStore = 'queryable' in made;
    targets.set(key, {
      topology,
      kind,
      location,
      found: known?.found ?? made.location,
      operator: known?.operator ?? made.operator,
      stores: [...(known?.stores ?? []), ...(isStore ? [made] : [])],
      repartitions: [...(known?.repartitions ?? []), ...(isStore ? [] : [made])],
      processor: known?.processor ?? processor,
    });
  };
  const stores = topology.stores.filter((store) => store.autoNamed);
  for (const store of stores) add(kindOfStore(store), store.location, store);
  for (const topic of topology.repartitions.filter((one) => one.autoNamed)) {
    const prefix = topic.suffix?.endsWith('-repartition') === true ? topic.suffix.slice(0, -'-repartition'.length) : undefined;
    const store = stores.find((one) => one.name !== null && one.name === prefix);
    if (store !== undefined) add(kindOfStore(store), store.location, topic);
    else if (topic.suffix?.endsWith('-topic') === true) add('foreignKeyJoin', topic.location, topic);
    else if (isNamedBy(topic, 'Repartitioned')) add('repartition', topic.location, topic);
    else if (topic.nameFrom === undefined) add('other', topic.location, topic);
    else add('processor', topic.nameFrom, topic, prefix);
  }
  return [...targets.values()];
}

/** The operator that makes it takes such a configuration object. */
function isNamedBy({ operator }: StoreReport | InternalTopicReport, type: SettingsType): boolean {
  return operatorsNamed(operator).some((one) => settingsOf(one).includes(type));
}

function kindOfStore(store: StoreReport): TargetKind {
  switch (store.kind) {
    case 'joinWindow':
    case 'outerJoin':
      return 'joinStores';
    case 'foreignKeySubscription':
      return 'foreignKeyJoin';
    case 'suppressBuffer':
      return isNamedBy(store, 'Suppressed') ? 'suppress' : 'joinBuffer';
    default:
      return 'store';
  }
}

/** The number in a generated name; -1: none is known. */
export function numberOf(name: string | null): number {
  return Number(/\d{10}/.exec(name ?? '')?.[0] ?? -1);
}

export function lowestNumber(target: Target): number {
  return Math.min(...numbersOf(target));
}

export function highestNumber(target: Target): number {
  return Math.max(...numbersOf(target));
}

function numbersOf({ stores, repartitions }: Target): number[] {
  return [...stores.map((store) => numberOf(knownName(store))), ...repartitions.map(({ suffix }) => numberOf(suffix))];
}

/** What is known of a generated name for certain: the name, or all of it but the topic that it begins with; null: not its number either. */
export function knownName({ name, pattern }: { readonly name: string | null; readonly pattern: string | null }): string | null {
  return name ?? (pattern !== null && numberedEnd(pattern) !== '' ? pattern : null);
}

/** `-STATE-STORE-0000000003` of `orders-STATE-STORE-0000000003`; empty where it does not end so. */
export function numberedEnd(name: string): string {
  return /-STATE-STORE-\d{10}$/.exec(name)?.[0] ?? '';
}
