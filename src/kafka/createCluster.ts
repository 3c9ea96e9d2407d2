/** `Cluster` over any connection. */
import { succeed } from '../base/result.js';
import type { Cluster } from './cluster.js';
import type { ClusterConnection } from './connection.js';
import { createCommittedQuestions } from './committedQuestion.js';
import { createCoordinators } from './coordinators.js';
import { createGroupQuestions } from './groupQuestions.js';
import { consumerGroupDescribeApi, groupTypesVersion, listGroupsApi, streamsGroupDescribeApi } from './protocol/groupApis.js';
import { chooseVersion } from './protocol/api.js';
import { metadataApi } from './protocol/topicApis.js';
import { createLeaders } from './leaders.js';
import { createOffsetQuestion } from './offsetQuestion.js';
import { createOpenTransactionQuestion } from './openTransactionQuestion.js';
import { createRequests } from './requests.js';
import { createScan } from './scan.js';
import { createTopologyQuestion } from './topologyQuestion.js';
import { createTopicQuestions } from './topicQuestions.js';

export function createCluster(connection: ClusterConnection): Cluster {
  const requests = createRequests(connection);
  const leaders = createLeaders();
  const topicQuestions = createTopicQuestions(connection, requests, leaders);
  const offsets = createOffsetQuestion(requests, topicQuestions.topics, leaders);
  const coordinators = createCoordinators(requests, topicQuestions.topics);
  return {
    async describe(call) {
      const metadata = await requests.ask(metadataApi, [], { kind: 'any' }, call);
      if (!metadata.ok) return metadata;
      const versions = await connection.apiVersions(call);
      if (!versions.ok) return versions;
      const offers = (api: { readonly key: number; readonly versions: readonly number[] }): number | undefined =>
        chooseVersion(api, versions.value.get(api.key));
      const { clusterId, controller, brokers } = metadata.value;
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
    ...createGroupQuestions(connection, requests, coordinators),
    topologyDescription: createTopologyQuestion(requests, coordinators),
    ...createCommittedQuestions(requests, coordinators),
    offsets,
    openTransactions: createOpenTransactionQuestion(connection, requests, topicQuestions.topics, leaders),
    scan: createScan(requests, topicQuestions.topics, offsets),
    close: () => connection.close(),
  };
}
