/** A second client behind the port: what is built on the port must not depend on the first. */
import { API, createKafkaClient, setLogger } from 'kafka-ts';
import { fail, succeed } from '../../../src/base/result.js';
import type { ClusterResult } from '../../../src/kafka/clusterError.js';
import type { Broker, Call, ClusterConnection, VersionRange, WireRequest } from '../../../src/kafka/connection.js';
import { withLimit } from '../../../src/kafka/kafkajs/withLimit.js';

const usualTimeout = 9_000;

/** Plain text only. */
export function createKafkaTsConnection(bootstrap: readonly string[]): ClusterConnection {
  const silent = (): void => {};
  setLogger({ debug: silent, info: silent, warn: silent, error: silent });
  const bootstrapServers = bootstrap.map((address) => {
    const [host, port] = address.split(':');
    return { host: host!, port: Number(port) };
  });
  const client = createKafkaClient({ clientId: 'contract', bootstrapServers, requestTimeout: 120_000, connectTimeout: usualTimeout });
  const cluster = client.createCluster();
  let closed = false;

  const limited = async <T>(call: Call | undefined, work: () => Promise<T>): Promise<ClusterResult<T>> => {
    if (closed) return fail({ kind: 'cancelled', message: 'The connection was closed.' });
    let connected = false;
    const connecting = cluster.ensureConnected().then(() => (connected = true));
    const outcome = await withLimit(connecting.then(work), call?.timeoutMs ?? usualTimeout, call?.signal);
    if (outcome.kind === 'done') return succeed(outcome.value);
    if (outcome.kind === 'cancelled') return fail({ kind: 'cancelled', message: 'Cancelled.' });
    if (outcome.kind === 'late') return fail({ kind: 'timeout', message: 'No answer in time.' });
    return fail({ kind: connected ? 'unavailable' : 'unreachable', message: String(outcome.error) });
  };

  return {
    apiVersions: (call) =>
      limited(call, async (): Promise<ReadonlyMap<number, VersionRange>> => {
        const { versions } = await cluster.sendRequest(API.API_VERSIONS, {});
        return new Map(versions.map(({ apiKey, minVersion, maxVersion }) => [apiKey, { min: minVersion, max: maxVersion }]));
      }),
    brokers: (call) =>
      limited(call, async (): Promise<readonly Broker[]> => {
        const { brokers } = await cluster.sendRequest(API.METADATA, { topics: [] });
        return brokers.map(({ nodeId, host, port, rack }) => ({ id: nodeId, host, port, rack }));
      }),
    send: (request, target, call) =>
      limited(call, () => {
        const send = target.kind === 'any' ? cluster.sendRequest : cluster.sendRequestToNode(target.id);
        return send(toApi(request), request.body);
      }),
    close() {
      closed = true;
      return cluster.disconnect();
    },
  };
}

type Api = (typeof API)['FETCH'];

/** kafka-ts keeps the first that it sees of a version, so the body is not part of it. */
function toApi({ apiKey, apiVersion, flexible }: WireRequest) {
  return {
    apiKey,
    apiVersion,
    requestHeaderVersion: flexible ? 2 : 1,
    responseHeaderVersion: flexible ? 1 : 0,
    request: (encoder: Parameters<Api['request']>[0], body: Uint8Array) => encoder.write(Buffer.from(body)),
    response: (decoder: Parameters<Api['response']>[0]): Uint8Array => decoder.read(),
  } as const;
}
