import { expect, test } from 'vitest';
import { openStoreName, storeNameProposals } from '../../../src/core/features/storeNameCompletion.js';
import type { Report } from '../../../src/core/report.js';

/** `|` is the caret. */
const at = (line: string) => openStoreName(line.replace('|', ''), line.indexOf('|'));

test.each([
  ['streams.store(StoreQueryParameters.fromNameAndType("|', 0, 0],
  ['streams.store(StoreQueryParameters.fromNameAndType("cou|nts", QueryableStoreTypes.keyValueStore()))', 3, 3],
  ['streams.store("or|", QueryableStoreTypes.keyValueStore())', 2, 0],
  ['val s = context.getStateStore<KeyValueStore<String, Long>>("|")', 0, 0],
  ['StateQueryRequest.inStore( "a|b").withQuery(q)', 1, 1],
  ['service.getQueryableStore("|", QueryableStoreTypes.windowStore())', 0, 0],
  ['streams.queryMetadataForKey("|", key, serializer)', 0, 0],
  ['driver.getKeyValueStore("c|")', 1, 0],
])('a store is named at %s', (line, before, after) => {
  expect(at(line)).toEqual({ before, after });
});

test.each(['builder.stream("|")', 'log.info("fromNameAndType(|")', 'fromNameAndType(name|', 'fromNameAndType("counts"|)', 'restore("|"'])(
  'no store is named at %s',
  (line) => {
    expect(at(line)).toBeUndefined();
  },
);

test('names that are exact are offered, once each', () => {
  const store = (name: string | null, alternatives: readonly string[] = []) => ({
    name,
    alternatives,
    kind: 'keyValue',
    operator: 'count',
  });
  const topologies = [{ stores: [store('b'), store('a'), store(null)] }, { stores: [store('b'), store('c', ['d'])] }];
  expect(storeNameProposals({ topologies } as unknown as Report).map(({ name }) => name)).toEqual(['a', 'b']);
});
