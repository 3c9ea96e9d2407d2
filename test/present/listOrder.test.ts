import { expect, test } from 'vitest';
import { orderStores, orderWithin } from '../../src/present/cluster/listOrder.js';
import { application, changelog, known, store } from '../extension/cluster/states.js';

const named = (name: string, bytes: number | null) => ({
  ...store,
  name,
  topic: { ...changelog, name: `shop-${name}-changelog`, bytes: bytes === null ? { value: null, why: 'not asked' } : known(bytes) },
});
const stores = [named('b', 10), named('a', null), named('c', 300), { ...store, name: 'd', topic: null }];
const names = (sort: 'name' | 'size' | undefined, filter = ''): string[] => orderStores(stores, { sort, filter }).map(({ name }) => name);

test('the largest come first, and what is not known last, by name', () => {
  expect(names('size')).toEqual(['c', 'b', 'a', 'd']);
  expect(names('name')).toEqual(['a', 'b', 'c', 'd']);
  expect(names(undefined)).toEqual(['b', 'a', 'c', 'd']);
});

test('a filter looks at the store and at its changelog, in any case', () => {
  expect(names('name', 'C-CHANGELOG')).toEqual(['c']);
  expect(names('name', 'D')).toEqual(['d']);
});

test('among several applications, one that is named like the filter keeps all that it has', () => {
  expect(orderWithin(application.summary, { sort: 'size', filter: 'SHO' })).toEqual({ sort: 'size', filter: '' });
  expect(orderWithin(application.summary, { sort: 'size', filter: 'x' })).toEqual({ sort: 'size', filter: 'x' });
});
