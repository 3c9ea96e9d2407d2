/** `Cluster` over any connection. */
import { fail, succeed } from '../base/result.js';
import type { Cluster } from './cluster.js';
import type { ClusterConnection } from './connection.js';
import { createGroupQuestions } from './groupQuestions.js';
import { consumerGroupDescribeApi, groupTypesVersion, listGroupsApi, streamsGroupDescribeApi } from './protocol/groupApis.js';
import { chooseVersion } from './protocol/api.js';
import { metadataApi } from './protocol/topicApis.js';
import { createRequests } from './requests.js';
import { createScan } from './scan.js';
import { createTopicQuestions } from './topicQuestions.js';

export function createCluster(connection: ClusterConnection): Cluster {
  const requests = createRequests(connection);
  const topicQuestions = createTopicQuestions(connection, requests);
  return {
    async describe(call) {
      const metadata = await requests.ask(metadataApi, [], { kind: 'any' }, call);
      if (!metadata.ok) return metadata;
      const versions = await connection.apiVersions(call);
      if (!versions.ok) return versions;
      const offers = (api: { readonly key: number; readonly versions: readonly number[] }): number | undefined =>
        chooseVersion(api, versions.value.get(api.key));
      const { clusterId, controller, brokers } = metadata.value;
      // kafkajs does not read the answer to a token: a broker that refuses one answers the next request with nothing.
      if (brokers.length === 0) {
        const message = 'The broker did not let us in: its answer names no broker, as after a token that it refuses.';
        return fail({ kind: 'unauthenticated', message, advice: 'Check what the token endpoint issues: audience, scope and signature.' });
      }
      return succeed({
        id: clusterId,
        brokers,
        controller: controller < 0 ? null : controller,
        features: {
          groupTypes: (offers(listGroupsApi) ?? 0) >= groupTypesVersion,
          consumerGroups: offers(consumerGroupDescribeApi) !== undefined,
          streamsGroups: offers(streamsGroupDescribeApi) !== undefined,
        },
      });
    },
    ...topicQuestions,
    ...createGroupQuestions(connection, requests),
    scan: createScan(requests, topicQuestions.topics, topicQuestions.offsets),
    close: () => connection.close(),
  };
}
