/** What lists, sets and queues refuse: changes, nulls, and places that they do not have. */
import type { Site } from '../../../base/text.js';
import { throwJava } from '../throwables.js';
import type { ListType, ListValue, Value } from '../../values/values.js';
import { throwIndex, throwNull, throwUnsupported, type LibraryCall } from './call.js';
import { isLate } from './lateRefusals.js';

/** It refuses each element that would be taken out, and not before. */
export function refusesLate(list: ListValue): boolean {
  return list.type === 'Arrays.asList' || list.type === 'fixed' || (list.view?.of === 'map' && isLate(list.view.map));
}

const unchanging = new Set<ListType | undefined>(['List.of', 'Set.of', 'unmodifiable', 'unmodifiableCollection', 'fixed']);

export function refuse(list: ListValue, change: 'add' | 'remove' | 'set', site: Site): void {
  const { type } = list;
  if (unchanging.has(type)) throwUnsupported(site);
  if (type === 'Arrays.asList' && change !== 'set') throwUnsupported(site);
  if (change === 'add' && (type === 'keySet' || type === 'values' || type === 'entrySet')) throwUnsupported(site);
  const map = list.view?.of === 'map' ? list.view.map : undefined;
  if (map?.type === 'Map.of' || map?.shows !== undefined) throwUnsupported(site);
}

export function refuseNull(call: LibraryCall, list: ListValue, value: Value | undefined): void {
  if (value?.kind === 'null' && ['ArrayDeque', 'PriorityQueue', 'List.of', 'Set.of', 'EnumSet'].some((type) => type === list.type))
    throwNull(call);
}

/** Some refuse even to be asked for null; views ask what they show. */
export function refuseAsked(call: LibraryCall, list: ListValue, wanted: readonly Value[]): void {
  if (list.view?.of === 'list') refuseAsked(call, list.view.list, wanted);
  const map = list.view?.of === 'map' ? (list.view.map.shows ?? list.view.map) : undefined;
  const refuses = list.type === 'List.of' || map?.type === 'Map.of' || map?.isConcurrent === true;
  if (refuses && wanted.some(({ kind }) => kind === 'null')) throwNull(call);
}

const random = new Set<ListType | undefined>(['LinkedList']);

export function outOfBounds(list: ListValue, index: number, call: LibraryCall): never {
  if (list.type === 'unmodifiable' && list.view?.of === 'list') outOfBounds(list.view.list, index, call);
  const size = list.items.length;
  if (list.type === 'Stack')
    throwJava(
      'java.lang.ArrayIndexOutOfBoundsException',
      call.run.unknown('the words of this exception are not followed', call.site),
      call.site,
    );
  if (random.has(list.type) || call.method === 'add' || call.method === 'addAll')
    throwJava('java.lang.IndexOutOfBoundsException', `Index: ${index}, Size: ${size}`, call.site);
  if (list.type === 'Arrays.asList')
    throwJava('java.lang.ArrayIndexOutOfBoundsException', `Index ${index} out of bounds for length ${size}`, call.site);
  if (list.type === 'List.of')
    throwJava(
      'java.lang.IndexOutOfBoundsException',
      call.run.unknown('the words of this exception are not followed', call.site),
      call.site,
    );
  throwIndex(index, size, call.site);
}
