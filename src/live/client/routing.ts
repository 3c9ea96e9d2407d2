/** Which instance has which partition of a store: what each says of itself counts, what others say of it only leads to it. */
import { serverText, type ServerAddress } from '../../applications/applicationServer.js';
import { inParallel } from '../../base/inParallel.js';
import { shortText } from '../../base/printable.js';
import type { Call } from '../../kafka/connection.js';
import { askInstance, type GetFromInstance, type Trouble } from './askInstance.js';
import { storeMetadata, type StoreMetadata } from './contract.js';
import { besideOf, liveAddressText, type LiveAddress } from './liveAddress.js';

export interface KnownInstance {
  readonly address: LiveAddress;
  /** What it said last; null: nothing, for this trouble. */
  readonly said: StoreMetadata | Trouble | null;
}

export interface Routing {
  /** Asks every instance that is known, and those that these name. Who comes while it asks gets the same answer. */
  learn(): Promise<void>;
  instances(): readonly KnownInstance[];
  /** Those that answered. */
  answering(): readonly { readonly address: LiveAddress; readonly said: StoreMetadata }[];
  /** Who says that it has the partition itself. Several: each may be right while tasks move. */
  holders(partition: number, role: 'active' | 'standby'): readonly LiveAddress[];
  /** Where the instance is asked that another one names so; undefined: it is no address that may be. */
  addressOf(named: ServerAddress, by: LiveAddress): LiveAddress | undefined;
  /** Who has the partition by what others say, and did not answer. */
  missing(partition: number): KnownInstance | undefined;
  /** Whether an instance that answers still counts it among them. */
  isNamed(address: LiveAddress): boolean;
  /** One more than the highest partition that anybody speaks of. */
  partitions(): number;
}

/** Instances that are asked, whatever number is named. */
const mostInstances = 200;
const atOnce = 8;
/** An instance names others, those name others: as tasks move. */
const mostRounds = 3;

export interface RoutingAsk {
  /** Instances that say that they are of another are not read: addresses are written by hand, and may be those of another. */
  readonly application: string;
  readonly store: string;
  readonly seeds: readonly LiveAddress[];
  readonly get: GetFromInstance;
  /** Where instances answer that do not where they say (`serverText` of application.server): agents on this machine. */
  readonly reachedAt?: ReadonlyMap<string, LiveAddress> | undefined;
  /** Is told whom, before anything is sent. */
  aboutToAsk?(addresses: readonly string[]): void;
}

export const isTrouble = (said: StoreMetadata | Trouble): said is Trouble => 'reason' in said;

export function createRouting({ application, store, seeds, get, reachedAt, aboutToAsk }: RoutingAsk, call?: Call): Routing {
  const addressOf: Routing['addressOf'] = (named, by) => reachedAt?.get(serverText(named)) ?? besideOf(by, named);
  const nameOf = (host: ServerAddress): string => {
    const instead = reachedAt?.get(serverText(host));
    return instead === undefined ? serverText(host) : liveAddressText(instead);
  };
  const known = new Map<string, { readonly address: LiveAddress; said: StoreMetadata | Trouble | null }>();
  const add = (address: LiveAddress | undefined): void => {
    if (address === undefined || known.size >= mostInstances || known.has(liveAddressText(address))) return;
    known.set(liveAddressText(address), { address, said: null });
  };
  for (const seed of seeds) add(seed);
  const path = `/stores/${encodeURIComponent(store)}/metadata`;
  const askOne = async (one: { readonly address: LiveAddress; said: StoreMetadata | Trouble | null }): Promise<void> => {
    const answer = await askInstance(get, one.address, path, {}, storeMetadata, call);
    if (answer.kind === 'answered' && (answer.value.applicationId ?? application) !== application) {
      one.said = ofAnother(one.address, answer.value.applicationId ?? '', application);
    } else if (answer.kind === 'answered') {
      one.said = answer.value;
      for (const { host } of answer.value.hosts) add(addressOf(host, one.address));
    } else
      one.said =
        answer.kind === 'moved'
          ? { reason: 'failed', message: 'it sends elsewhere whoever asks what it has', host: liveAddressText(one.address) }
          : answer;
  };
  const askAll = async (): Promise<void> => {
    const asked = new Set<string>();
    for (let round = 0; round < mostRounds; round++) {
      const others = [...known].filter(([text]) => !asked.has(text));
      if (others.length === 0) return;
      aboutToAsk?.(others.map(([text]) => text));
      for (const [text] of others) asked.add(text);
      await inParallel(others, atOnce, ([, one]) => askOne(one));
    }
  };
  let asking: Promise<void> | undefined;
  const answering = (): { readonly address: LiveAddress; readonly said: StoreMetadata }[] =>
    [...known.values()].flatMap(({ address, said }) => (said === null || isTrouble(said) ? [] : [{ address, said }]));
  const named = (): Map<string, StoreMetadata['hosts'][number]> =>
    new Map(answering().flatMap(({ said }) => said.hosts.map((one) => [nameOf(one.host), one] as const)));
  return {
    learn: () => (asking ??= askAll().finally(() => (asking = undefined))),
    instances: () => [...known.values()],
    answering,
    holders: (partition, role) =>
      answering().flatMap(({ address, said }) => (said.global || said[role].includes(partition) ? [address] : [])),
    addressOf,
    missing: (partition) =>
      [...known.values()].find(
        ({ address, said }) =>
          said !== null && isTrouble(said) && named().get(liveAddressText(address))?.active.includes(partition) === true,
      ),
    isNamed: (address) => named().has(liveAddressText(address)),
    partitions: () =>
      answering()
        .flatMap(({ said }) => [said, ...said.hosts])
        .flatMap(({ active, standby }) => [...active, ...standby])
        .reduce((most, partition) => Math.max(most, partition + 1), 0),
  };
}

const ofAnother = (address: LiveAddress, found: string, wanted: string): Trouble => {
  const host = liveAddressText(address);
  return { reason: 'failed', message: `${host} is of the application ${shortText(found)}, not of ${wanted}`, host };
};
