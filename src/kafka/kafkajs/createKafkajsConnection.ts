/** kafkajs behind the port: sockets, TLS, SASL and versions. Its consumer, admin and record decoder are not used. */
import { fail, succeed } from '../../base/result.js';
import { cancelled, type ClusterError, type ClusterResult } from '../clusterError.js';
import type { Broker, Call, ClusterConnection, VersionRange, WireRequest } from '../connection.js';
import type { ConnectionSettings } from '../connectionSettings.js';
import { chooseVersion } from '../protocol/api.js';
import { exchange } from '../protocol/exchange.js';
import { metadataApi, type MetadataAnswer } from '../protocol/topicApis.js';
import { withoutSecrets } from '../settings/serviceAddress.js';
import { isCallable, type ConnectionWatch } from '../unnamedBrokers.js';
import { parseAddress, textOf, type Address } from './address.js';
import { createAgreedVersions } from './agreedVersions.js';
import { createBrokerLink, type BrokerLink } from './brokerLink.js';
import { toSecurity, type Security } from './security.js';
import { toClusterError, toTimeout } from './toClusterError.js';
import { withLimit } from './withLimit.js';

/** For one answer, connecting included, whatever number of addresses is tried for it. */
const usualTimeout = 9_000;
const goingDownMs = 300;
/** The least that an address gets of it: TLS and SASL take six round trips. */
const leastTimeout = 1_500;

export function createKafkajsConnection(settings: ConnectionSettings, watch?: ConnectionWatch): ClusterConnection {
  const links = new Map<string, BrokerLink>();
  const connecting = new Map<BrokerLink, Promise<void>>();
  const waiting = new Map<BrokerLink, number>();
  const agreed = createAgreedVersions();
  let prepared: ClusterResult<{ readonly security: Security; readonly seeds: readonly Address[] }> | undefined;
  const sayUnnamed = createUnnamedHosts(settings, watch);
  /** Some of them may have addresses that are none. */
  let known: readonly Broker[] = [];
  let closed = false;

  const drop = (link: BrokerLink): void => {
    const key = textOf(link.address);
    if (links.get(key) === link) links.delete(key);
    link.close();
  };

  const linkTo = (address: Address, security: Security): BrokerLink => {
    const key = textOf(address);
    const link = links.get(key) ?? createBrokerLink(address, security);
    links.set(key, link);
    return link;
  };

  /** Who comes while it connects waits for the same. */
  const connect = async (link: BrokerLink): Promise<void> => {
    const running = connecting.get(link) ?? link.connect();
    connecting.set(link, running);
    try {
      await running;
      agreed.set(textOf(link.address), link.versions());
    } finally {
      if (connecting.get(link) === running) connecting.delete(link);
    }
  };

  const attemptOnce = async <T>(
    address: Address,
    security: Security,
    milliseconds: number,
    signal: AbortSignal | undefined,
    work: Work<T>,
  ): Promise<Attempted<T>> => {
    if (closed) return { result: fail({ kind: 'cancelled', message: 'The connection was closed.' }) };
    const link = linkTo(address, security);
    waiting.set(link, (waiting.get(link) ?? 0) + 1);
    const outcome = await withLimit(
      connect(link).then(() => work(link)),
      milliseconds,
      signal,
    );
    const others = waiting.get(link)! - 1;
    if (others === 0) waiting.delete(link);
    else waiting.set(link, others);
    if (outcome.kind === 'done') return { result: succeed(outcome.value) };
    if (outcome.kind === 'cancelled') {
      if (others === 0 && link.stage() === 'connecting') drop(link); // nobody waits for it any more
      return { result: fail(cancelled) };
    }
    const facts = { address: textOf(address), settings, heard: { ...link.heard }, stage: link.stage() };
    drop(link); // what it still waits for would hold up the next request
    return outcome.kind === 'late'
      ? { result: fail(toTimeout(Math.round(milliseconds / 100) / 10, facts)) }
      : whyFailed(outcome.error, facts);
  };

  const attempt = <T>(address: Address, security: Security, milliseconds: number, signal: AbortSignal | undefined, work: Work<T>) =>
    againIfHungUp(() => attemptOnce(address, security, milliseconds, signal, work), signal);

  /** Settings that can be used, and a token where one is needed. */
  const prepare = async (
    signal: AbortSignal | undefined,
  ): Promise<ClusterResult<{ readonly security: Security; readonly seeds: readonly Address[] }>> => {
    if (prepared === undefined) {
      const seeds = toSeeds(settings.bootstrap);
      const security = toSecurity(settings);
      prepared = !seeds.ok ? seeds : !security.ok ? security : succeed({ security: security.value, seeds: seeds.value });
    }
    if (!prepared.ok) return prepared;
    const outcome = await withLimit(prepared.value.security.prepare(), usualTimeout, signal);
    if (outcome.kind === 'cancelled') return fail(cancelled);
    if (outcome.kind === 'failed') throw outcome.error;
    if (outcome.kind === 'late') return fail({ kind: 'timeout', message: 'No token in time.' });
    return outcome.value === undefined ? prepared : fail(outcome.value);
  };

  /** The first address that answers; else what tells most of why none did. */
  const anywhere = async <T>(call: Call | undefined, work: (link: BrokerLink) => Promise<T>): Promise<ClusterResult<T>> => {
    const ready = await prepare(call?.signal);
    if (!ready.ok) return ready;
    const { security, seeds } = ready.value;
    const addresses = [
      ...new Map([...known.filter(isCallable), ...seeds].map(({ host, port }) => [textOf({ host, port }), { host, port }])).values(),
    ];
    addresses.sort((a, b) => Number(links.has(textOf(b))) - Number(links.has(textOf(a))));
    const end = Date.now() + (call?.timeoutMs ?? usualTimeout);
    let told: ClusterError | undefined;
    for (const [i, address] of addresses.entries()) {
      const rest = end - Date.now();
      if (i > 0 && rest < leastTimeout) break;
      const share = Math.max(rest / (addresses.length - i), Math.min(rest, leastTimeout));
      const result = await attempt(address, security, share, call?.signal, work);
      if (result.ok || result.error.kind === 'cancelled') return result;
      if (told === undefined || silence(told) > silence(result.error)) told = result.error;
      if (result.error.kind === 'unauthenticated') break; // the other brokers know the same users; more tries may lock one out
    }
    return fail(noneHelped(told, addresses.length - 1));
  };

  const brokers = async (call?: Call): Promise<ClusterResult<readonly Broker[]>> => {
    const result = await anywhere(call, async (link): Promise<ClusterResult<MetadataAnswer>> => {
      const version = chooseVersion(metadataApi, link.versions().get(metadataApi.key));
      if (version === undefined)
        return fail({ kind: 'unsupported', message: `${textOf(link.address)} is too old: Kafka 1.0 or later is needed.` });
      return exchange(metadataApi, version, [], async (request) => succeed(await ask(link, request)));
    });
    if (!result.ok) return result;
    if (!result.value.ok) return result.value;
    known = result.value.value.brokers;
    sayUnnamed(known.filter(isCallable));
    return succeed(known);
  };

  const addressOf = async (id: number, call?: Call): Promise<ClusterResult<Address>> => {
    const at = known.find((broker) => broker.id === id);
    if (at !== undefined) return toAddress(at);
    const refreshed = await brokers(call);
    if (!refreshed.ok) return refreshed;
    const now = refreshed.value.find((broker) => broker.id === id);
    return now === undefined ? fail({ kind: 'unavailable', message: `Broker ${id} is not in the cluster now.` }) : toAddress(now);
  };

  return {
    async apiVersions(call): Promise<ClusterResult<ReadonlyMap<number, VersionRange>>> {
      if (agreed.value() === undefined) {
        const asked = await anywhere(call, () => Promise.resolve());
        if (!asked.ok) return asked;
      }
      return succeed(agreed.value() ?? new Map());
    },
    brokers,
    async send(request, target, call) {
      const work = (link: BrokerLink): Promise<Uint8Array> => ask(link, request);
      if (target.kind === 'any') return anywhere(call, work);
      const ready = await prepare(call?.signal);
      if (!ready.ok) return ready;
      const address = await addressOf(target.id, call);
      if (!address.ok) return address;
      const result = await attempt(address.value, ready.value.security, call?.timeoutMs ?? usualTimeout, call?.signal, work);
      if (result.ok || (result.error.kind !== 'unreachable' && result.error.kind !== 'wrongProtocol')) return result;
      known = []; // it may have moved
      return fail(asAdvertised(target.id, result.error));
    },
    close() {
      closed = true;
      for (const link of links.values()) link.close();
      links.clear();
      return Promise.resolve();
    },
  };
}

type Work<T> = (link: BrokerLink) => Promise<T>;

interface Attempted<T> {
  readonly result: ClusterResult<T>;
  /** The connection was closed before anything was said. */
  readonly hungUp?: boolean;
}

/** `others`: how many addresses beside the one whose error tells most. */
function noneHelped(told: ClusterError | undefined, others: number): ClusterError {
  if (told === undefined) return { kind: 'badSettings', message: 'The connection has no bootstrap address.' };
  if (silence(told) === 0 || others === 0) return told;
  const message = `${told.message} ${others === 1 ? 'The other address' : `The other ${others} addresses`} did not help either.`;
  return { ...told, message };
}

function whyFailed(thrown: unknown, facts: Parameters<typeof toClusterError>[1]): Attempted<never> {
  const error = toClusterError(thrown, facts);
  return { result: fail(error), hungUp: error.kind === 'wrongProtocol' && facts.heard.first.length === 0 };
}

/** A listener that hangs up without a word expects something else, or goes down just now: then nothing listens a moment later. */
async function againIfHungUp<T>(once: () => Promise<Attempted<T>>, signal: AbortSignal | undefined): Promise<ClusterResult<T>> {
  const first = await once();
  if (first.hungUp !== true) return first.result;
  await withLimit(new Promise<void>((done) => setTimeout(done, goingDownMs)), usualTimeout, signal);
  return (await once()).result;
}

/** The body of the answer. */
async function ask(link: BrokerLink, request: WireRequest): Promise<Uint8Array> {
  const bytes = await link.send(request);
  request.onAnswer?.(textOf(link.address));
  return withoutTags(bytes, request.flexible);
}

/** Tells of each host once. */
function createUnnamedHosts(
  { bootstrap, sasl, tls }: ConnectionSettings,
  watch: ConnectionWatch | undefined,
): (brokers: readonly Broker[]) => void {
  const told = new Set(bootstrap.map((text) => parseAddress(text)?.host.toLowerCase()));
  const hasCredentials = sasl !== null || (tls?.client ?? null) !== null;
  return (brokers) => {
    if (!hasCredentials) return;
    const unnamed = brokers.filter(({ host }) => !told.has(host.toLowerCase()));
    for (const { host } of unnamed) told.add(host.toLowerCase());
    if (unnamed.length > 0) watch?.onUnnamedBrokers?.([...new Set(unnamed.map(textOf))]);
  };
}

function toAddress({ id, host, port }: Broker): ClusterResult<Address> {
  if (isCallable({ host, port })) return succeed({ host, port });
  const shown = host.replaceAll(/[^!-~]/g, '?').slice(0, 100);
  return fail({ kind: 'broken', message: `The cluster names broker ${id} at "${shown}", port ${port}: nothing can be called there.` });
}

function toSeeds(bootstrap: readonly string[]): ClusterResult<readonly Address[]> {
  if (bootstrap.some((text) => text.includes('@')))
    return fail({
      kind: 'badSettings',
      message: 'A bootstrap address has user information before an @, and is not of the form HOST:PORT.',
    });
  const seeds: Address[] = [];
  for (const text of bootstrap) {
    const address = parseAddress(text);
    if (address === undefined)
      return fail({
        kind: 'badSettings',
        message: `The bootstrap address ${withoutSecrets(text).slice(0, 200)} is not of the form HOST:PORT.`,
      });
    seeds.push(address);
  }
  return succeed(seeds);
}

/** How little an error tells: an address that is silent says less than one that said no. */
function silence({ kind }: ClusterError): number {
  return kind === 'unreachable' ? 2 : kind === 'timeout' ? 1 : 0;
}

/** The cluster names this broker, so it is gone for now; but a host that cannot be found will not be found the next time. */
function asAdvertised(id: number, { message, advice }: ClusterError): ClusterError {
  const isUnknown = message.endsWith(' is not known.');
  return {
    kind: isUnknown ? 'unreachable' : 'unavailable',
    message: `Broker ${id}: ${message}`,
    advice: isUnknown ? 'The cluster names its brokers so (advertised.listeners): this machine has to be able to resolve it.' : advice,
  };
}

/** The header of a flexible answer ends with a tag section, which nobody fills. */
function withoutTags(bytes: Buffer, flexible: boolean): Uint8Array {
  return flexible ? bytes.subarray(1) : bytes;
}
