/** The description of a streams group's topology (KIP-1331), to its coordinator. */
import { fail, succeed } from '../base/result.js';
import { askCoordinators } from './askCoordinators.js';
import type { Cluster, TopologyDescription } from './cluster.js';
import type { Coordinators } from './coordinators.js';
import { errorOfCode } from './protocol/errorCodes.js';
import { streamsGroupDescribeApi, topologyDescriptionVersion, type DescribedStreamsGroup } from './protocol/groupApis.js';
import type { Requests } from './requests.js';

export function createTopologyQuestion(requests: Requests, coordinators: Coordinators): Cluster['topologyDescription'] {
  return async (group, call) => {
    const version = await requests.versionOf(streamsGroupDescribeApi, call);
    if (!version.ok) return version;
    if (version.value === undefined || version.value < topologyDescriptionVersion) return succeed({ kind: 'unsupported' });
    const found: TopologyDescription[] = [];
    const ask = { groups: [group], withDescription: true };
    const problems = await askCoordinators<DescribedStreamsGroup>(
      coordinators,
      [group],
      {
        what: (id) => `topology of group ${id}`,
        ask: async (brokers) =>
          succeed(
            await Promise.all(
              [...brokers].map(async ([id, broker]) => ({
                groups: [id],
                answer: await requests.ask(streamsGroupDescribeApi, ask, { kind: 'broker', id: broker }, call),
              })),
            ),
          ),
        groupOf: ({ group: { id } }) => id,
        take(answer, refuse) {
          if (answer.error === 0) found.push(toTopologyDescription(answer));
          else refuse(answer.group.id, errorOfCode(answer.error, `group ${answer.group.id}`, answer.message));
        },
      },
      call,
    );
    if (!problems.ok) return problems;
    const [description] = found;
    if (description !== undefined) return succeed(description);
    return fail(problems.value[0]?.error ?? { kind: 'notFound', message: `The cluster has no streams group ${group}.` });
  };
}

const notStored = 1;

function toTopologyDescription({ description, descriptionStatus }: DescribedStreamsGroup): TopologyDescription {
  if (description !== null) return { kind: 'available', topology: description };
  return { kind: descriptionStatus === notStored ? 'notStored' : 'failed' };
}
