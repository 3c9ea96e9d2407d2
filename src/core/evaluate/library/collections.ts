/** Lists, sets, arrays, maps and Properties. */
import type { Site } from '../../../base/text.js';
import { sameValue } from '../equality.js';
import { intOf, intValue } from '../numbers.js';
import type { Run } from '../run.js';
import type { ListValue, MapValue, Value } from '../values.js';
import { createFlow } from './flows.js';

/** What is copied is spent. */
function copy(run: Run, { items, open }: ListValue, site: Site): ListValue {
  run.spend(site, items.length);
  return { kind: 'list', items: [...items], open };
}

function list(items: readonly Value[]): ListValue {
  return { kind: 'list', items: [...items], open: false };
}

function emptyMap(): MapValue {
  return { kind: 'map', entries: new Map(), open: false };
}

/** Map keys are kept as text; an object as its identity. */
function toKey(run: Run, key: Value): string {
  if (key.kind === 'object') return `object:${'identity' in key ? String(key.identity) : ''}`;
  return run.toText(key);
}

export function constructCollection(run: Run, className: string, args: readonly Value[], site: Site): Value | undefined {
  const first = args[0];
  if (/^(?:Array|Linked|CopyOnWriteArray)List$|^(?:Linked)?(?:Hash|Tree)Set$|^LinkedHashSet$|^ArrayDeque$|^Vector$/.test(className)) {
    if (first?.kind === 'list') return copy(run, first, site);
    return first === undefined || first.kind === 'number' ? list([]) : { kind: 'list', items: [], open: true };
  }
  if (/^(?:Linked)?(?:Hash|Tree|ConcurrentHash|Enum|IdentityHash)Map$|^Properties$|^Hashtable$|^LinkedHashMap$/.test(className)) {
    const map = emptyMap();
    if (first?.kind === 'map') putAll(run, map, first, site);
    else if (first?.kind === 'unknown') {
      return run.openMap(first.key, first.label);
    }
    return map;
  }
  if (/^Simple(?:Immutable)?Entry$/.test(className) && first !== undefined && args[1] !== undefined)
    return { kind: 'pair', key: first, value: args[1] };
  return undefined;
}

export function callCollectionStatic(run: Run, className: string, method: string, args: readonly Value[], site: Site): Value | undefined {
  const first = args[0];
  const spread = args.length === 1 && first?.kind === 'list' ? first : undefined;
  if (className === 'Arrays' && method === 'stream' && first?.kind === 'list') return createFlow(first);
  if (className === 'Arrays' && method === 'asList') return spread ?? list(args);
  if (className === 'Arrays' && (method === 'copyOf' || method === 'sort' || method === 'fill')) return undefined;
  if (className === 'Stream' && method === 'of') return createFlow(spread ?? list(args));
  if (className === 'Stream' && method === 'empty') return createFlow(list([]));
  if (className === 'IntStream' && (method === 'range' || method === 'rangeClosed')) {
    const from = intOf(first);
    const end = intOf(args[1]);
    if (from === undefined || end === undefined || end - from > 2_000) return undefined;
    const count = Math.max(0, end - from + (method === 'rangeClosed' ? 1 : 0));
    run.spend(site, count);
    return createFlow(list(Array.from({ length: count }, (_, i) => intValue(from + i))));
  }
  if (className === 'Collectors') return { kind: 'native', type: 'collector', state: { name: method, args } };
  if (/^(?:List|Set|ImmutableList|ImmutableSet|Lists|Sets|EnumSet)$/.test(className)) {
    if (method === 'of' || method === 'newArrayList' || method === 'newHashSet' || method === 'newLinkedHashSet') {
      return className === 'Set' || className === 'List'
        ? spread !== undefined && method === 'of'
          ? copy(run, spread, site)
          : list(args)
        : (spread ?? list(args));
    }
    if (method === 'copyOf' && first?.kind === 'list') return copy(run, first, site);
  }
  if (/^(?:Map|ImmutableMap|Maps)$/.test(className)) {
    if (method === 'of' && args.length % 2 === 0) {
      const map = emptyMap();
      for (let i = 0; i < args.length; i += 2) map.entries.set(toKey(run, args[i]!), args[i + 1]!);
      return map;
    }
    if (method === 'entry' && first !== undefined && args[1] !== undefined) return { kind: 'pair', key: first, value: args[1] };
    if (method === 'ofEntries') {
      const map = emptyMap();
      run.spend(site, spread?.items.length ?? 0);
      for (const entry of spread?.items ?? args) {
        if (entry.kind === 'pair') map.entries.set(toKey(run, entry.key), entry.value);
        else map.open = true;
      }
      return map;
    }
    if (method === 'copyOf' && first?.kind === 'map') return first;
    if (/^new\w*Map$/.test(method)) return emptyMap();
  }
  if (className === 'Collections') {
    if (/^(?:unmodifiable|synchronized)/.test(method)) return first;
    if (/^empty(?:List|Set)$/.test(method)) return list([]);
    if (method === 'emptyMap') return emptyMap();
    if (method === 'singleton' || method === 'singletonList') return list(args);
    if (method === 'singletonMap' && first !== undefined && args[1] !== undefined)
      return { kind: 'map', entries: new Map([[toKey(run, first), args[1]]]), open: false };
    if (method === 'addAll' && first?.kind === 'list') {
      append(run, first, args.slice(1), site);
      return { kind: 'boolean', value: true };
    }
  }
  return undefined;
}

export function callCollection(run: Run, target: ListValue, method: string, args: readonly Value[], site: Site): Value | undefined {
  const first = args[0];
  const second = args[1];
  const index = intOf(first);
  switch (method) {
    case 'add':
    case 'addLast':
    case 'offer':
      if (index !== undefined && second !== undefined) {
        run.spend(site, target.items.length);
        target.items.splice(index, 0, second);
      } else if (first !== undefined) target.items.push(first);
      return { kind: 'boolean', value: true };
    case 'addAll':
      if (first?.kind === 'list') {
        append(run, target, first.items, site);
        target.open ||= first.open;
      } else target.open = true;
      return { kind: 'boolean', value: true };
    case 'get':
    case 'elementAt':
      return index !== undefined && !target.open ? target.items[index] : undefined;
    case 'getFirst':
      return target.open ? undefined : target.items[0];
    case 'getLast':
      return target.open ? undefined : target.items.at(-1);
    case 'set':
      if (index !== undefined && second !== undefined && index < target.items.length) {
        const before = target.items[index]!;
        target.items[index] = second;
        return before;
      }
      return undefined;
    case 'size':
      return target.open ? undefined : intValue(target.items.length);
    case 'isEmpty':
      return target.open ? undefined : { kind: 'boolean', value: target.items.length === 0 };
    case 'contains': {
      if (first === undefined || target.open) return undefined;
      run.spend(site, target.items.length);
      const same = target.items.map((item) => sameValue(item, first));
      return same.includes(true)
        ? { kind: 'boolean', value: true }
        : same.includes(undefined)
          ? undefined
          : { kind: 'boolean', value: false };
    }
    case 'forEach':
      if (first === undefined) return undefined;
      if (target.open) {
        run.unknownRounds(site, 'what this goes over is not known', () => {
          run.invoke(first, undefined, [run.unknown('one of a collection that is not known', site, { label: 'element' })], site);
          return { kind: 'normal' };
        });
      } else
        for (const item of copy(run, target, site).items) if (run.invoke(first, undefined, [item], site) === undefined) return undefined;
      return { kind: 'void' };
    case 'stream':
    case 'parallelStream':
      return createFlow(target);
    case 'iterator':
    case 'listIterator':
      return undefined;
    case 'toArray':
    case 'clone':
      return copy(run, target, site);
    case 'subList': {
      const end = intOf(second);
      return index !== undefined && end !== undefined && !target.open ? copy(run, list(target.items.slice(index, end)), site) : undefined;
    }
    case 'remove':
    case 'removeIf':
    case 'clear':
    case 'sort':
    case 'retainAll':
    case 'removeAll':
      if (method === 'clear') target.items.length = 0;
      else target.open = true;
      return { kind: 'boolean', value: true };
    default:
      return undefined;
  }
}

/** One by one: a call does not take as many arguments as a list may have. */
function append(run: Run, target: ListValue, items: readonly Value[], site: Site): void {
  run.spend(site, items.length);
  for (let i = 0, count = items.length; i < count; i++) target.items.push(items[i]!);
}

function putAll(run: Run, target: MapValue, source: MapValue, site: Site): void {
  run.spend(site, source.entries.size);
  for (const [key, value] of source.entries) target.entries.set(key, value);
  target.open ||= source.open;
}

/** An entry of a map; of an open one that lacks it, an unknown that stays the same for the same key. */
function entry(run: Run, target: MapValue, key: string, site: Site): Value | undefined {
  const known = target.entries.get(key);
  if (known !== undefined) return known;
  if (!target.open) return undefined;
  return run.unknown(`the entry ${key} is not set in the code that was read`, site, {
    key: `entry:${target.key ?? 'map'}.${key}`,
    label: key,
  });
}

export function callMap(run: Run, target: MapValue, method: string, args: readonly Value[], site: Site): Value | undefined {
  const [first, second] = args;
  switch (method) {
    case 'put':
    case 'setProperty':
    case 'putIfAbsent':
    case 'replace': {
      if (first === undefined || second === undefined) return undefined;
      const key = toKey(run, first);
      const before = target.entries.get(key);
      if (method !== 'putIfAbsent' || before === undefined) target.entries.set(key, second);
      return before ?? { kind: 'null' };
    }
    case 'putAll':
      if (first?.kind === 'map') putAll(run, target, first, site);
      else target.open = true;
      return { kind: 'void' };
    case 'load':
    case 'loadFromXML': {
      const file =
        first?.kind === 'native' && first.type === 'file' && typeof first.state === 'string' ? run.propertyFile(first.state) : undefined;
      if (file === undefined) target.open = true;
      else for (const [key, value] of Object.entries(file)) target.entries.set(key, { kind: 'text', text: value });
      return { kind: 'void' };
    }
    case 'get':
      return first === undefined ? undefined : (entry(run, target, toKey(run, first), site) ?? { kind: 'null' });
    case 'getProperty':
    case 'getOrDefault': {
      if (first === undefined) return undefined;
      return entry(run, target, toKey(run, first), site) ?? second ?? { kind: 'null' };
    }
    case 'containsKey':
      if (first === undefined) return undefined;
      if (target.entries.has(toKey(run, first))) return { kind: 'boolean', value: true };
      return target.open ? undefined : { kind: 'boolean', value: false };
    case 'remove': {
      if (first === undefined) return undefined;
      const key = toKey(run, first);
      const before = target.entries.get(key);
      target.entries.delete(key);
      return before ?? { kind: 'null' };
    }
    case 'computeIfAbsent': {
      if (first === undefined || second === undefined) return undefined;
      const key = toKey(run, first);
      const known = target.entries.get(key);
      if (known !== undefined) return known;
      const made = target.open ? undefined : run.invoke(second, undefined, [first], site);
      if (made !== undefined) target.entries.set(key, made);
      return made;
    }
    case 'values':
      run.spend(site, target.entries.size);
      return { kind: 'list', items: [...target.entries.values()], open: target.open };
    case 'keySet':
      run.spend(site, target.entries.size);
      return { kind: 'list', items: [...target.entries.keys()].map((text): Value => ({ kind: 'text', text })), open: target.open };
    case 'entrySet':
      run.spend(site, target.entries.size);
      return {
        kind: 'list',
        items: [...target.entries].map(([key, value]): Value => ({ kind: 'pair', key: { kind: 'text', text: key }, value })),
        open: target.open,
      };
    case 'size':
      return target.open ? undefined : intValue(target.entries.size);
    case 'isEmpty':
      return target.open ? undefined : { kind: 'boolean', value: target.entries.size === 0 };
    case 'forEach':
      if (first === undefined || target.open) return undefined;
      run.spend(site, target.entries.size);
      for (const [key, value] of [...target.entries])
        if (run.invoke(first, undefined, [{ kind: 'text', text: key }, value], site) === undefined) return undefined;
      return { kind: 'void' };
    default:
      return undefined;
  }
}
