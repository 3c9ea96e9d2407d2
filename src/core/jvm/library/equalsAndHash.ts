/** Object#equals, #hashCode and #toString of every kind of value: what keys of maps, elements of sets and printed collections rest on. */
import { capitalised } from '../../../base/capitalised.js';
import type { Site } from '../../../base/text.js';
import { sameValue } from '../equality.js';
import { isExact } from '../../values/holes.js';
import { isInstance } from '../instances.js';
import { hashOfText, isOpen, textIdentity } from '../../values/maps.js';
import { isFloating } from '../../values/numbers.js';
import type { Instance, Run } from '../run.js';
import type { ListValue, MapValue, NumberValue, Value } from '../../values/values.js';
import { atomicValue } from './atomics.js';
import { compareValues } from './comparing.js';
import { declares, isEnumConstant } from './instanceFacts.js';
import { joinerText } from './joined.js';
import { orderedEntries } from './mapOrder.js';
import { refuseStale } from './staleParts.js';

/** `a.equals(b)`, also of what the program overrides; undefined: not known. */
export function javaEquals(run: Run, a: Value, b: Value, site: Site): boolean | undefined {
  run.spend(site);
  if (a === b && a.kind !== 'unknown') return true;
  const known = sameValue(a, b);
  if (known === true) return true;
  if (a.kind === 'null' || b.kind === 'null') return known;
  switch (a.kind) {
    case 'object':
      return isInstance(a) ? equalInstance(run, a, b, site) : known;
    case 'list':
      return b.kind === 'list' ? equalLists(run, a, b, site) : b.kind === 'unknown' ? undefined : false;
    case 'map':
      return b.kind === 'map' ? equalMaps(run, a, b, site) : b.kind === 'unknown' ? undefined : false;
    case 'pair':
      return b.kind === 'pair' ? both(javaEquals(run, a.key, b.key, site), () => javaEquals(run, a.value, b.value, site)) : known;
    case 'optional':
      if (b.kind !== 'optional') return known;
      if (a.value === undefined || b.value === undefined) return a.value === b.value;
      return javaEquals(run, a.value, b.value, site);
    case 'duration':
      return b.kind === 'duration' ? a.milliseconds === b.milliseconds : known;
    case 'text':
    case 'number':
    case 'boolean':
      return known ?? (b.kind === 'unknown' || b.kind === a.kind ? undefined : false);
    case 'dsl':
      return b.kind === 'dsl' && byIdentity.has(a.object.type) ? a.object === b.object : known;
    default:
      return known;
  }
}

/** Kafka's objects that have no `equals` of their own; settings such as Consumed have. */
const byIdentity: ReadonlySet<string> = new Set([
  'GlobalKTable',
  'KGroupedStream',
  'KGroupedTable',
  'KStream',
  'KTable',
  'StoreBuilder',
  'StreamsBuilder',
  'Topology',
]);

function both(first: boolean | undefined, second: () => boolean | undefined): boolean | undefined {
  if (first === false) return false;
  const other = second();
  return other === false ? false : first === undefined ? undefined : other;
}

function equalInstance(run: Run, a: Instance, b: Value, site: Site): boolean | undefined {
  if (b.kind === 'unknown') return undefined;
  if (declares(run, a, 'equals', 1)) {
    const result = run.invoke(a, 'equals', [b], site);
    return result?.kind === 'boolean' ? result.value : undefined;
  }
  if (a.info.declaration.kind === 'record') {
    if (!isInstance(b) || b.info !== a.info) return false;
    return a.info.declaration.components.reduce<boolean | undefined>(
      (so, { name }) => both(so, () => javaEquals(run, fieldOf(run, a, name, site), fieldOf(run, b, name, site), site)),
      true,
    );
  }
  return hasGeneratedEquals(run, a) || !run.program.lineage(a.info).complete ? sameValue(a, b) || undefined : sameValue(a, b);
}

/** Lombok writes `equals` and `hashCode` from fields; they are not followed. */
function hasGeneratedEquals(run: Run, instance: Instance): boolean {
  return run.program
    .lineage(instance.info)
    .classes.some((c) => c.declaration.annotations.some((a) => /^(?:lombok\.)?(?:Data|Value|EqualsAndHashCode)$/.test(a.name)));
}

function fieldOf(run: Run, instance: Instance, name: string, site: Site): Value {
  return run.readField(instance, name, site) ?? { kind: 'null' };
}

export function isSet(list: ListValue): boolean {
  if ((list.type === 'unmodifiable' || list.type === 'fixed') && list.view?.of === 'list') return isSet(list.view.list);
  return ['HashSet', 'LinkedHashSet', 'TreeSet', 'EnumSet', 'Set.of', 'keySet', 'entrySet'].some((type) => type === list.type);
}

/** A List by the list that it shows; arrays, deques and `values()` of a map have the identity of objects. */
export function isList(list: ListValue): boolean {
  if ((list.type === 'unmodifiable' || list.type === 'fixed') && list.view?.of === 'list') return isList(list.view.list);
  return ['ArrayList', 'LinkedList', 'Stack', 'List.of', 'Arrays.asList', 'subList', 'unmodifiable'].some((type) => type === list.type);
}

function equalLists(run: Run, a: ListValue, b: ListValue, site: Site): boolean | undefined {
  if (isSet(a) && isSet(b)) {
    if (a.open || b.open) return undefined;
    return a.items.length === b.items.length && containsAll(run, a, b, site);
  }
  if (a.type === 'values' && b.type === 'values' && a.view?.of === 'map' && b.view?.of === 'map' && a.view.map === b.view.map) return true;
  if (!isList(a) || !isList(b)) return false;
  if (a.open || b.open) return undefined;
  if (a.items.length !== b.items.length) return false;
  return a.items.reduce<boolean | undefined>((so, item, i) => both(so, () => javaEquals(run, item, b.items[i]!, site)), true);
}

/** Whether every one of the others is among the elements. */
function containsAll(run: Run, list: ListValue, others: ListValue, site: Site): boolean | undefined {
  return others.items.reduce<boolean | undefined>((so, other) => both(so, () => contains(run, list, other, site)), true);
}

export function contains(run: Run, list: ListValue, wanted: Value, site: Site): boolean | undefined {
  const map = list.view?.of === 'map' ? list.view.map : undefined;
  if (
    map !== undefined &&
    list.type !== 'values' &&
    list.type !== 'entrySet' &&
    map.type !== 'TreeMap' &&
    map.type !== 'range' &&
    !map.open
  ) {
    const key = identityOf(run, wanted, site);
    if (key?.certain === true && map.entries.has(key.id)) return true;
  }
  let uncertain = list.open;
  const isSorted = (map?.type === 'TreeMap' || map?.type === 'range') && list.type !== 'values' && list.type !== 'entrySet';
  if (isSorted && list.items.length === 0) compareValues(run, map.comparator, wanted, wanted, site);
  for (const item of list.items) {
    const same = isSorted ? isZero(compareValues(run, map.comparator, wanted, item, site)) : javaEquals(run, wanted, item, site);
    if (same === true) return true;
    if (same === undefined) uncertain = true;
  }
  return uncertain ? undefined : false;
}

function isZero(order: number | undefined): boolean | undefined {
  return order === undefined ? undefined : order === 0;
}

function equalMaps(run: Run, a: MapValue, b: MapValue, site: Site): boolean | undefined {
  if (isOpen(a) || isOpen(b)) return undefined;
  if (a.entries.size !== b.entries.size) return false;
  let so: boolean | undefined = true;
  for (const entry of a.entries.values()) {
    const key = identityOf(run, entry.key, site);
    if (
      key?.certain !== true ||
      ((b.type === 'TreeMap' || b.type === 'range') && b.comparator !== undefined) ||
      b.type === 'IdentityHashMap'
    )
      return undefined;
    const other = b.entries.get(key.id);
    if (other === undefined) return false;
    so = both(so, () => javaEquals(run, entry.value, other.value, site));
  }
  return so;
}

export interface Identity {
  /** Equal exactly for equal keys, where both are certain. */
  readonly id: string;
  /** false: a part is not known, so that it may be equal to keys of other identities. */
  readonly certain: boolean;
}

/** undefined: equality of these is code of the program, or identity of what has none here; they must be compared one by one. */
export function identityOf(run: Run, key: Value, site: Site): Identity | undefined {
  const certain = (id: string): Identity => ({ id, certain: true });
  switch (key.kind) {
    case 'text':
      return { id: textIdentity(key.text), certain: isExact(key.text) };
    case 'number':
      return certain(`${key.type}:${Object.is(key.value, -0) ? '-0' : String(key.value)}`);
    case 'boolean':
      return certain(String(key.value));
    case 'null':
      return certain('null');
    case 'unknown':
      return { id: `?${key.key}`, certain: false };
    case 'duration':
      return certain(`duration:${key.milliseconds}`);
    case 'class':
      return certain(`class:${key.name}`);
    case 'object':
      return isInstance(key) ? identityOfInstance(run, key, site) : undefined;
    case 'list':
      return isList(key) && !key.open ? combined(run, 'list', key.items, site) : undefined;
    case 'pair':
      return combined(run, 'pair', [key.key, key.value], site);
    case 'optional':
      return combined(run, 'optional', key.value === undefined ? [] : [key.value], site);
    default:
      return undefined;
  }
}

function identityOfInstance(run: Run, key: Instance, site: Site): Identity | undefined {
  if (declares(run, key, 'equals', 1) || hasGeneratedEquals(run, key)) return undefined;
  if (key.info.declaration.kind !== 'record')
    return { id: `object:${key.identity}`, certain: run.program.lineage(key.info).complete || isEnumConstant(key) };
  const parts = key.info.declaration.components.map(({ name }) => fieldOf(run, key, name, site));
  return combined(run, `record:${key.info.qualifiedName}`, parts, site);
}

function combined(run: Run, name: string, parts: readonly Value[], site: Site): Identity | undefined {
  run.spend(site, parts.length);
  const ids = parts.map((part) => identityOf(run, part, site));
  if (ids.includes(undefined)) return undefined;
  return { id: `${name}(${ids.map((one) => JSON.stringify(one?.id)).join(',')})`, certain: ids.every((one) => one?.certain === true) };
}

/** `hashCode()`; undefined: it is another in each run, or not known. */
export function javaHash(run: Run, value: Value, site: Site): number | undefined {
  run.spend(site);
  switch (value.kind) {
    case 'text':
      return isExact(value.text) ? hashOfText(value.text) : undefined;
    case 'number':
      return hashOfNumber(value);
    case 'boolean':
      return value.value ? 1231 : 1237;
    case 'null':
      return 0;
    case 'object':
      return isInstance(value) ? hashOfInstance(run, value, site) : undefined;
    case 'pair': {
      if (value.live === undefined) return undefined;
      const [key, held] = [javaHash(run, value.key, site), javaHash(run, value.value, site)];
      return key === undefined || held === undefined ? undefined : key ^ held;
    }
    case 'optional':
      return value.value === undefined ? 0 : javaHash(run, value.value, site);
    case 'list':
      if (value.open) return undefined;
      if (isList(value)) return hashOfSequence(run, value.items, 1, site);
      return isSet(value) ? sumOfHashes(run, value.items, site) : undefined;
    case 'map':
      return isOpen(value) ? undefined : sumOfHashes(run, [...value.entries.values()], site);
    default:
      return undefined;
  }
}

function hashOfNumber(value: NumberValue): number | undefined {
  if (value.type === 'long') return Number(BigInt.asIntN(32, value.value ^ (value.value >> 32n)));
  if (!isFloating(value)) return value.value;
  const bits = new DataView(new ArrayBuffer(8));
  if (value.type === 'float') bits.setFloat32(0, value.value);
  else bits.setFloat64(0, value.value);
  return value.type === 'float' ? bits.getInt32(0) : bits.getInt32(0) ^ bits.getInt32(4);
}

/** A record's is made of its components as OpenJDK's ObjectMethods does it; an enum constant's is its identity. */
function hashOfInstance(run: Run, value: Instance, site: Site): number | undefined {
  if (declares(run, value, 'hashCode', 0)) {
    const result = run.invoke(value, 'hashCode', [], site);
    return result?.kind === 'number' && result.type === 'int' ? result.value : undefined;
  }
  if (value.info.declaration.kind !== 'record') return undefined;
  const parts = value.info.declaration.components.map(({ name }) => fieldOf(run, value, name, site));
  return hashOfSequence(run, parts, 0, site);
}

/** 31 * h + … over the elements, as List#hashCode and Arrays#hashCode. */
export function hashOfSequence(run: Run, items: readonly Value[], start: number, site: Site): number | undefined {
  let hash = start;
  for (const item of items) {
    const one = javaHash(run, item, site);
    if (one === undefined) return undefined;
    hash = (Math.imul(31, hash) + one) | 0;
  }
  return hash;
}

function sumOfHashes(run: Run, items: readonly Value[], site: Site): number | undefined {
  let sum = 0;
  for (const item of items) {
    const one = javaHash(run, item, site);
    if (one === undefined) return undefined;
    sum = (sum + one) | 0;
  }
  return sum;
}

/** How a collection, an entry or an Optional is printed; undefined: not known, or none of these. */
export function javaText(run: Run, value: Value, site: Site): string | undefined {
  switch (value.kind) {
    case 'list':
      if (value.type === undefined || value.open || (value.unordered === true && value.items.length > 1)) return undefined;
      refuseStale(value, site);
      run.spend(site, value.items.length);
      return `[${value.items.map((item) => (item === value ? '(this Collection)' : run.toText(item))).join(', ')}]`;
    case 'map': {
      const entries = isOpen(value) ? undefined : orderedEntries(run, value, site);
      if (entries === undefined) return undefined;
      run.spend(site, entries.length);
      return `{${entries.map((entry) => `${run.toText(entry.key)}=${run.toText(entry.value)}`).join(', ')}}`;
    }
    case 'pair':
      return value.live === undefined
        ? `KeyValue(${run.toText(value.key)}, ${run.toText(value.value)})`
        : `${run.toText(value.key)}=${run.toText(value.value)}`;
    case 'optional': {
      const name = value.of === undefined ? 'Optional' : `Optional${capitalised(value.of)}`;
      return value.value === undefined ? `${name}.empty` : `${name}[${run.toText(value.value)}]`;
    }
    case 'native':
      if (value.type === 'StringBuilder') return value.state.loss === undefined ? value.state.text : undefined;
      if (value.type === 'atomic') {
        const shown = atomicValue(value);
        return shown === undefined ? undefined : run.toText(shown);
      }
      if (value.type === 'StringJoiner') return value.state.loss === undefined ? joinerText(value.state) : undefined;
      return undefined;
    default:
      return undefined;
  }
}
