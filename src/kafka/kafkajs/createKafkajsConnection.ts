/** kafkajs behind the port: sockets, TLS, SASL and versions. Its consumer, admin and record decoder are not used. */
import { fail, succeed } from '../../base/result.js';
import type { ClusterError, ClusterResult } from '../clusterError.js';
import type { Broker, Call, ClusterConnection, Target, VersionRange, WireRequest } from '../connection.js';
import type { ConnectionSettings } from '../connectionSettings.js';
import { chooseVersion } from '../protocol/api.js';
import { errorOfCode } from '../protocol/errorCodes.js';
import { findCoordinatorApi } from '../protocol/groupApis.js';
import { metadataApi, type MetadataAnswer } from '../protocol/topicApis.js';
import { exchange } from '../protocol/exchange.js';
import { createBrokerLink, type Address, type BrokerLink, type Security } from './brokerLink.js';
import { toSecurity } from './security.js';
import { toClusterError } from './toClusterError.js';

const defaultTimeout = 9_000;

export function createKafkajsConnection(settings: ConnectionSettings): ClusterConnection {
  const links = new Map<string, BrokerLink>();
  const connecting = new Map<string, Promise<void>>();
  let security: ClusterResult<Security> | undefined;
  let known: readonly Broker[] = [];
  let closed = false;

  const drop = (link: BrokerLink): void => {
    const key = keyOf(link.address);
    if (links.get(key) === link) links.delete(key);
    link.close();
  };

  /** A connected link; cuts what does not connect. */
  const linkTo = async (address: Address): Promise<BrokerLink> => {
    security ??= toSecurity(settings);
    if (!security.ok) throw new SettingsError(security.error);
    if (closed) throw new Error('the connection is closed');
    const key = keyOf(address);
    const link = links.get(key) ?? createBrokerLink(address, security.value);
    links.set(key, link);
    const attempt = connecting.get(key) ?? link.connect();
    connecting.set(key, attempt);
    try {
      await attempt;
    } catch (error) {
      drop(link);
      throw error;
    } finally {
      if (connecting.get(key) === attempt) connecting.delete(key);
    }
    return link;
  };

  const attempt = async <T>(
    address: Address,
    call: Call | undefined,
    work: (link: BrokerLink) => Promise<T>,
  ): Promise<ClusterResult<T>> => {
    const outcome = await withLimit(linkTo(address).then(work), call);
    if (outcome.kind === 'done') return succeed(outcome.value);
    if (outcome.kind === 'cancelled') return fail({ kind: 'cancelled', message: 'Cancelled.' });
    const link = links.get(keyOf(address));
    if (outcome.kind === 'late') {
      if (link !== undefined) drop(link); // what it still waits for would block the next request
      return fail(toClusterError(new Error('timed out'), keyOf(address), settings));
    }
    if (outcome.error instanceof SettingsError) return fail(outcome.error.clusterError);
    if (link !== undefined) drop(link);
    return fail(toClusterError(outcome.error, keyOf(address), settings));
  };

  /** The first address that answers; else what the first said. */
  const anywhere = async <T>(call: Call | undefined, work: (link: BrokerLink) => Promise<T>): Promise<ClusterResult<T>> => {
    const seeds = settings.bootstrap.map(parseAddress);
    const addresses = [...new Map([...known.map(({ host, port }) => ({ host, port })), ...seeds].map((one) => [keyOf(one), one])).values()];
    addresses.sort((a, b) => Number(links.has(keyOf(b))) - Number(links.has(keyOf(a))));
    let first: ClusterError | undefined;
    for (const address of addresses) {
      const result = await attempt(address, call, work);
      if (result.ok || result.error.kind === 'cancelled' || result.error.kind === 'badSettings') return result;
      first ??= result.error;
      if (result.error.kind === 'unauthenticated') break; // the other brokers know the same users; more tries may lock one out
    }
    return fail(first ?? { kind: 'badSettings', message: 'The connection has no bootstrap address.' });
  };

  const brokers = async (call?: Call): Promise<ClusterResult<readonly Broker[]>> => {
    const result = await anywhere(call, async (link): Promise<ClusterResult<MetadataAnswer>> => {
      const version = chooseVersion(metadataApi, link.versions().get(metadataApi.key));
      if (version === undefined)
        return fail({ kind: 'unsupported', message: `${keyOf(link.address)} is too old: Kafka 1.0 or later is needed.` });
      return exchange(metadataApi, version, [], (request) =>
        link.send(request).then((bytes) => succeed(withoutTags(bytes, request.flexible))),
      );
    });
    if (!result.ok) return result;
    if (!result.value.ok) return result.value;
    known = result.value.value.brokers;
    return succeed(known);
  };

  const addressOf = async (target: Exclude<Target, { kind: 'any' }>, call?: Call): Promise<ClusterResult<Address>> => {
    let id: number;
    if (target.kind === 'coordinator') {
      const found = await exchange(findCoordinatorApi, 1, target.group, (request) => send(request, { kind: 'any' }, call));
      if (!found.ok) return found;
      if (found.value.error !== 0)
        return fail(errorOfCode(found.value.error, `the coordinator of group ${target.group}`, found.value.message));
      id = found.value.broker;
    } else id = target.id;
    const at = known.find((broker) => broker.id === id);
    if (at !== undefined) return succeed(at);
    const refreshed = await brokers(call);
    if (!refreshed.ok) return refreshed;
    const now = refreshed.value.find((broker) => broker.id === id);
    return now === undefined ? fail({ kind: 'unavailable', message: `Broker ${id} is not in the cluster now.` }) : succeed(now);
  };

  const send = async (request: WireRequest, target: Target, call?: Call): Promise<ClusterResult<Uint8Array>> => {
    const work = (link: BrokerLink): Promise<Uint8Array> => link.send(request).then((bytes) => withoutTags(bytes, request.flexible));
    if (target.kind === 'any') return anywhere(call, work);
    const address = await addressOf(target, call);
    if (!address.ok) return address;
    const result = await attempt({ host: address.value.host, port: address.value.port }, call, work);
    // It answered when the cluster named it: gone is gone for now, whatever the socket said.
    if (!result.ok && (result.error.kind === 'unreachable' || result.error.kind === 'wrongProtocol')) {
      known = [];
      return fail({ kind: 'unavailable', message: result.error.message, advice: result.error.advice });
    }
    return result;
  };

  return {
    apiVersions: (call): Promise<ClusterResult<ReadonlyMap<number, VersionRange>>> =>
      anywhere(call, (link) => Promise.resolve(link.versions())),
    brokers,
    send,
    close() {
      closed = true;
      for (const link of links.values()) link.close();
      links.clear();
      return Promise.resolve();
    },
  };
}

class SettingsError extends Error {
  constructor(readonly clusterError: ClusterError) {
    super(clusterError.message);
  }
}

type Outcome<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'late' }
  | { readonly kind: 'cancelled' };

/** The work goes on where nobody waits for it any more: its end is of no interest. */
function withLimit<T>(work: Promise<T>, call: Call | undefined): Promise<Outcome<T>> {
  return new Promise((resolve) => {
    const signal = call?.signal;
    const timer = setTimeout(() => end({ kind: 'late' }), call?.timeoutMs ?? defaultTimeout);
    const cancel = (): void => end({ kind: 'cancelled' });
    const end = (outcome: Outcome<T>): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
      resolve(outcome);
    };
    signal?.addEventListener('abort', cancel, { once: true });
    if (signal?.aborted === true) cancel();
    work.then(
      (value) => end({ kind: 'done', value }),
      (error: unknown) => end({ kind: 'failed', error }),
    );
  });
}

/** The header of a flexible answer ends with a tag section, which nobody fills. */
function withoutTags(bytes: Buffer, flexible: boolean): Uint8Array {
  return flexible ? bytes.subarray(1) : bytes;
}

const keyOf = ({ host, port }: Address): string => (host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`);

function parseAddress(text: string): Address {
  const [, bracketed, plain, port] = /^(?:\[([^\]]+)\]|([^:]*)):(\d+)$/.exec(text.trim()) ?? [];
  return { host: bracketed ?? plain ?? text, port: Number(port ?? 9092) };
}
