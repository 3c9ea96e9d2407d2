/** Which topic a store is read from, by its name on the cluster and by the code of its application. */
import { expect, it } from 'vitest';
import type { StoreReport } from '../../src/core/report.js';
import { findStoreTarget, targetOfChangelog } from '../../src/store/findStoreTarget.js';
import type { StoreTarget } from '../../src/store/query.js';
import { store as storeReport, topology } from '../core/features/sampleReport.js';

const location = { file: 'App.java', line: 7, column: 3, endLine: 7, endColumn: 9 };

const report = (changes: Partial<StoreReport>): StoreReport =>
  storeReport(location, { name: 'counts', keySerde: 'Serdes.String', valueSerde: 'Serdes.Long', ...changes });

function targetOf(store: string, changes: Partial<StoreReport>, topics: readonly string[]): StoreTarget | string {
  const elsewhere = { ...location, line: 1 };
  const code = topology({
    applicationId: 'app',
    describe: null,
    stores: [report({ name: 'other', location: elsewhere }), report(changes)],
    sources: [
      { topic: 'orders', pattern: null, location: elsewhere },
      { topic: 'rates', pattern: null, location },
    ],
  });
  const found = findStoreTarget({ application: 'app', store, topics, knownIds: ['app'], topologies: [code] });
  return found.ok ? found.value : found.error.message;
}

it('reads a store of the code from its changelog', () => {
  expect(targetOf('counts', {}, ['app-counts-changelog'])).toMatchObject({
    topic: 'app-counts-changelog',
    isSourceTopic: false,
    kind: 'timestampedKeyValue',
    kindOrigin: 'code',
    valueSerde: { name: 'Serdes.Long', origin: 'code' },
  });
});

it('knows a store by each of the names that the code may give it', () => {
  const changes = { name: null, alternatives: ['totals', 'counts'] };
  expect(targetOf('counts', changes, ['app-counts-changelog'])).toMatchObject({ topic: 'app-counts-changelog', kindOrigin: 'code' });
});

it('reads a global store from the topic that the call names', () => {
  const changes = { global: true, loggingEnabled: false, operator: 'globalTable' };
  expect(targetOf('counts', changes, ['rates'])).toMatchObject({ topic: 'rates', isSourceTopic: true, keyedByInput: true });
  expect(targetOf('counts', changes, ['orders'])).toContain('No changelog topic');
});

it('reads a table from the topic of the user that serves as its changelog', () => {
  const changelog = { name: 'rates', reusesSourceTopic: true, partitionsFrom: ['rates'], alternatives: [] } as Partial<
    StoreReport['changelog']
  > as StoreReport['changelog'];
  expect(targetOf('counts', { loggingEnabled: false, changelog }, ['rates'])).toMatchObject({ topic: 'rates', isSourceTopic: true });
});

it('says that a store without logging has no changelog', () => {
  expect(targetOf('counts', { loggingEnabled: false }, ['rates'])).toBe('Store counts has no changelog: logging is disabled in the code.');
});

it('hands on that windows are emitted when they close', () => {
  expect(targetOf('counts', { kind: 'timestampedWindow', timeFirst: true }, ['app-counts-changelog'])).toMatchObject({ timeFirst: true });
  expect(targetOf('counts', {}, ['app-counts-changelog'])).toMatchObject({ timeFirst: false });
  expect(targetOf('counts', { timeFirst: null }, ['app-counts-changelog'])).toMatchObject({ timeFirst: null });
  expect(targetOf('unheard', {}, ['app-unheard-changelog'])).toMatchObject({ timeFirst: null });
});

it('reads a changelog that no application claims, and takes the id from a name that the library made up', () => {
  expect(targetOfChangelog('old-shop-totals-changelog')).toMatchObject({
    application: '',
    store: 'old-shop-totals',
    topic: 'old-shop-totals-changelog',
    kind: null,
  });
  expect(targetOfChangelog('old-shop-KSTREAM-JOINTHIS-0000000012-store-changelog')).toMatchObject({
    application: 'old-shop',
    store: 'KSTREAM-JOINTHIS-0000000012-store',
  });
});
