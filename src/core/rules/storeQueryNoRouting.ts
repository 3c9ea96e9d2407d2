import type { CodeFinding, CodeRule } from './codeRule.js';
import { findStoreQueries, knownStores } from './storeQueries.js';

/** What tells where a key is: of KafkaStreams, and of Spring's InteractiveQueryService and KafkaStreamsInteractiveQueryService. */
const routing =
  /\b(?:queryMetadataForKey|metadataForKey|allMetadata|allMetadataForStore|streamsMetadataForStore|metadataForAllStreamsClients|getHostInfo|getAllHostsForStore|getKafkaStreamsApplicationHostInfo)\b/;

export const storeQueryNoRouting: CodeRule = {
  id: 'store-query-no-routing',
  summary:
    'The code asks for a store of this instance, and nothing asks which instance has a key: with a second instance, keys are not found.',
  severity: 'hint',
  check(code) {
    const queries = findStoreQueries(code);
    const stores = queries.length === 0 ? undefined : knownStores(code);
    if (stores === undefined || code.mentions(routing)) return [];
    return queries.flatMap(({ name, file, span }): CodeFinding[] => {
      const found = stores.get(name) ?? [];
      if (found.length === 0 || found.some((store) => store.global)) return [];
      const message =
        `This reads the partitions of ${name} that this instance has. When a second instance runs, it has the other keys, and they are not found here: ` +
        'queryMetadataForKey says where a key is.';
      return [{ severity: 'hint', message, at: { file, span } }];
    });
  },
};
