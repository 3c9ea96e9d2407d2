/** A real connection whose requests are seen, and can be held, before they are sent. */
import type { ClusterConnection, Target, WireRequest } from '../../../src/kafka/connection.js';

export function watchConnection(
  connection: ClusterConnection,
  before: (request: WireRequest, target: Target) => Promise<void> | void,
): ClusterConnection {
  return {
    ...connection,
    async send(request, target, call) {
      await before(request, target);
      return connection.send(request, target, call);
    },
  };
}
