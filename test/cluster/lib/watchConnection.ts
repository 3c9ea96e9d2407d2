/** A real connection whose requests are seen, and can be held, before they are sent. */
import type { ClusterConnection, Target, WireRequest } from '../../../src/kafka/connection.js';

export type SeenRequest = Pick<WireRequest, 'apiName'>;

/** Questions for the brokers, which the connection asks in its own way, are seen as Metadata. */
export function watchConnection(
  connection: ClusterConnection,
  before: (request: SeenRequest, target: Target) => Promise<void> | void,
): ClusterConnection {
  return {
    ...connection,
    async brokers(call) {
      await before({ apiName: 'Metadata' }, { kind: 'any' });
      return connection.brokers(call);
    },
    async send(request, target, call) {
      await before(request, target);
      return connection.send(request, target, call);
    },
  };
}
