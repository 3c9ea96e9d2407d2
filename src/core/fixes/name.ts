/** Name: a name of its own for what has a generated one, for applications that are not deployed yet; what else moves by it is said. */
import type { Naming } from '../writing/naming.js';
import {
  attempt,
  callKey,
  newTroubles,
  refusalOf,
  refuse,
  writtenAt,
  toPlan,
  type Code,
  type FixPlan,
  type Refusal,
  type Wish,
} from './planFix.js';
import { proposeName } from './proposeName.js';
import { findTargetsWithTopics, placeOf, type Target } from './targets.js';
import { createKafkaVersion } from '../kafkaVersion.js';
import { settingsSince } from '../operators/operator.js';
import { operatorsNamed } from '../operators/operators.js';

export function planName(code: Code, isWanted: (target: Target) => boolean, chosenName?: string): FixPlan {
  const targets = findTargetsWithTopics(code.report).filter(isWanted);
  const taken = takenNames(code);
  const refused: Refusal[] = [];
  const wishes = new Map<string, Wish>();
  const proposed = new Map<string, string>();
  for (const target of targets) {
    const repeated = makesSeveral(target);
    if (repeated) {
      refused.push(refuse(target, 'this call makes several of them, as it is run several times: one name cannot be for all'));
      continue;
    }
    const place = placeOf(target.found);
    // A name for the call: its stores and topics are told apart by what the library puts behind it.
    const name = proposed.get(place) ?? chosenName ?? proposeName(target, writtenAt(code, target.found)?.site, taken);
    proposed.set(place, name);
    const options = toNameWishes(target, name);
    const reasons = options.map((wish) => refusalOf(code, wish));
    const at = reasons.indexOf(undefined);
    const wish = options[at];
    if (wish === undefined) refused.push(refuse(target, reasons[0] ?? 'where its name comes from cannot be seen in the code'));
    else if (!wishes.has(callKey(wish))) wishes.set(callKey(wish), wish);
  }
  let all = [...wishes.values()];
  for (;;) {
    const done = attempt(code, all);
    const [trouble] = newTroubles(code.report, done.after);
    if (trouble === undefined) return toPlan(code, done, all, refused);
    const rest = all.filter(({ target }) => target.topology.id !== trouble.topology);
    const blamed = rest.length < all.length ? all.filter((wish) => !rest.includes(wish)) : all;
    refused.push(...blamed.map(({ target }) => refuse(target, `the edited code would not do: ${trouble.reason}`)));
    all = rest.length < all.length ? rest : [];
  }
}

/** Every name in use: of stores, processors and topics. */
export function takenNames({ report }: Code): Set<string> {
  return new Set(
    report.topologies.flatMap(({ stores, repartitions, subtopologies }) => [
      ...stores.flatMap(({ name }) => name ?? []),
      ...repartitions.flatMap(({ suffix }) => (suffix === null ? [] : [suffix, suffix.replace(/-repartition$/, '')])),
      ...subtopologies.flatMap(({ nodes }) => nodes.flatMap(({ name }) => name ?? [])),
    ]),
  );
}

/** More than one operator can make: the call is run again, by a loop or a second caller. */
function makesSeveral({ kind, stores, repartitions }: Target): boolean {
  switch (kind) {
    case 'joinStores':
      return stores.filter((one) => one.kind === 'joinWindow').length > 2;
    case 'foreignKeyJoin':
      return stores.length > 1;
    case 'processor':
      return false;
    default:
      return stores.length > 1 || (stores.length === 0 && repartitions.length > 1);
  }
}

/** The ways to name it, best first. */
export function toNameWishes(target: Target, name: string): Wish[] {
  const { kind, location, found, stores, topology, operator } = target;
  const version = createKafkaVersion(topology.kafkaVersion);
  const wish = (naming: Naming, at = location): Wish => ({ target, location: at, naming });
  switch (kind) {
    case 'store':
      return [wish({ what: 'store', name, kind: stores[0]!.kind })];
    case 'repartition':
      return [wish({ what: 'repartition', name })];
    case 'suppress':
      return [wish({ what: 'suppress', name })];
    case 'joinStores':
      return version.since(settingsSince.StreamJoined) ? [wish({ what: 'joinStores', name })] : [];
    case 'joinBuffer':
      return [wish({ what: 'joinTopics', name, of: 'table' })];
    case 'foreignKeyJoin':
      return version.since(settingsSince.TableJoined) ? [wish({ what: 'foreignKeyJoin', name })] : [];
    case 'processor': {
      if (!version.since(settingsSince.Named)) return [];
      // Its topic is its own, and not one of the streams that it joins.
      const ownTopic = operatorsNamed(operator).every(({ topic }) => topic?.takes === 'processor');
      const processor = wish({ what: 'processor', name: ownTopic ? name : sideName(target, name) });
      if (ownTopic) return [processor];
      const streams = topology.stores.some((one) => one.kind === 'joinWindow' && placeOf(one.location) === placeOf(found));
      return [wish({ what: 'joinTopics', name, of: streams ? 'streams' : 'table' }, found), processor];
    }
    case 'other':
      return [];
  }
}

/** The two sides of a join each need a name of their own. */
function sideName({ processor, topology, found }: Target, name: string): string {
  const sides = topology.repartitions.filter((topic) => placeOf(topic.location) === placeOf(found));
  const side = sides.findIndex((topic) => topic.suffix === `${processor}-repartition`);
  return sides.length < 2 ? name : `${name}-${side === 0 ? 'left' : 'right'}`;
}
