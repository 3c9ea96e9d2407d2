/** Which agents of this machine are of an application on a cluster: another cluster may have one of the same name. */
import type { Instance } from '../../applications/model.js';
import { liveAddressText } from '../client/liveAddress.js';
import type { Agent } from './agent.js';

export interface AgentsOfGroup {
  readonly agents: readonly Agent[];
  /** Of the application's name, where nobody can tell whether they are of this cluster. */
  readonly unsure: readonly Agent[];
  /** Every member of the group is of one of the agents. */
  readonly areAll: boolean;
}

/** A process has a number of its own in the client ids of its consumers, which the members of its group say; not where `client.id` is set. */
export function agentsOfGroup(all: readonly Agent[], application: string, clientIds: readonly string[]): AgentsOfGroup {
  const isOf = (agent: Agent, clientId: string): boolean => clientId.startsWith(`${agent.clientId}-StreamThread-`);
  const members = all.filter((agent) => agent.applicationId === application && clientIds.some((id) => isOf(agent, id)));
  const agents = members.filter(hasOwnNumber);
  return {
    agents,
    unsure: members.filter((agent) => !hasOwnNumber(agent)),
    areAll: clientIds.length > 0 && clientIds.every((id) => agents.some((agent) => isOf(agent, id))),
  };
}

/** The instances, each with its agent where it has one. */
export function withAgents(instances: readonly Instance[], application: string, all: readonly Agent[]): readonly Instance[] {
  return instances.map((instance) => {
    const clientIds = instance.threads.map(({ clientId }) => clientId);
    const [agent] = agentsOfGroup(all, application, clientIds).agents;
    return agent === undefined ? instance : { ...instance, agent: liveAddressText(agent.address) };
  });
}

const hasOwnNumber = ({ clientId }: Agent): boolean => /-[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/.test(clientId);
