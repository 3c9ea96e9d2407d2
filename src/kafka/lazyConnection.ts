/** A connection whose client is loaded at the first question: half a megabyte of code that most sessions never need. */
import { fail } from '../base/result.js';
import type { ClusterResult } from './clusterError.js';
import type { ClusterConnection } from './connection.js';

export function createLazyConnection(load: () => Promise<ClusterConnection>): ClusterConnection {
  let loading: Promise<ClusterConnection> | undefined;
  let closed = false;
  const use = async <T>(ask: (connection: ClusterConnection) => Promise<ClusterResult<T>>): Promise<ClusterResult<T>> => {
    if (closed) return fail({ kind: 'cancelled', message: 'The connection was closed.' });
    loading ??= load();
    return ask(await loading);
  };
  return {
    apiVersions: (call) => use((connection) => connection.apiVersions(call)),
    brokers: (call) => use((connection) => connection.brokers(call)),
    send: (request, target, call) => use((connection) => connection.send(request, target, call)),
    async close() {
      closed = true;
      await (await loading)?.close();
    },
  };
}
