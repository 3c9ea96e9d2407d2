/** What instances say of themselves: KafkaStreams#allLocalStorePartitionLags over HTTP, `GET /iq/v1/lags`. */
import { shortText } from '../base/printable.js';
import { fail, type Result } from '../base/result.js';
import type { Problem } from '../kafka/clusterError.js';
import type { Call } from '../kafka/connection.js';
import { withinTime } from '../kafka/withinTime.js';
import { serverText, type ServerAddress } from './applicationServer.js';
import { neverAsked } from './metadataAddress.js';
import { serverOf } from './memberNames.js';
import type { Instance } from './model.js';

export interface StoreLag {
  readonly position: number;
  readonly end: number;
  readonly lag: number;
}

/** By store, then by partition. */
export type StoreLags = ReadonlyMap<string, ReadonlyMap<number, StoreLag>>;

/** Asks one address, and no other. The message says why there are none. */
export type FetchLags = (address: ServerAddress, call?: Call) => Promise<Result<StoreLags, string>>;

/** Addresses as `serverText` writes them; `all`: every one that the members say. */
export type AskedAddresses = 'all' | readonly string[];

export interface AskLimits {
  readonly atOnce: number;
  /** Addresses in one look. */
  readonly most: number;
  /** For one look, whatever number of addresses is asked. */
  readonly milliseconds: number;
}

const usualLimits: AskLimits = { atOnce: 4, most: 200, milliseconds: 6000 };
/** Of stores and partitions in one answer. */
const mostEntries = 100_000;
/** Why an address gave nothing is said of so many. */
const mostProblems = 10;

/** `broken`: this is no such answer. `large`: it has more entries than are read. */
export function parseLags(text: string): StoreLags | 'broken' | 'large' {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return 'broken';
  }
  const stores = entriesOf(entriesOf(json)?.find(([key]) => key === 'lags')?.[1]);
  if (stores === undefined) return 'broken';
  const lags = new Map<string, ReadonlyMap<number, StoreLag>>();
  let count = stores.length;
  for (const [store, partitions] of stores) {
    const entries = entriesOf(partitions);
    if (entries === undefined) return 'broken';
    count += entries.length;
    if (count > mostEntries) return 'large';
    const ofStore = entries.map(([partition, lag]) => [Number(partition), toStoreLag(lag)] as const);
    if (!ofStore.every(isWhole)) return 'broken';
    lags.set(store, new Map(ofStore));
  }
  return lags;
}

/** Own entries only: `__proto__` may be the name of a store. */
function entriesOf(value: unknown): [string, unknown][] | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : undefined;
}

const isOffset = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

const isWhole = (entry: readonly [number, StoreLag | undefined]): entry is readonly [number, StoreLag] =>
  isOffset(entry[0]) && entry[1] !== undefined;

function toStoreLag(value: unknown): StoreLag | undefined {
  const { position, end, lag } = Object.fromEntries(entriesOf(value) ?? []);
  return isOffset(position) && isOffset(end) && isOffset(lag) ? { position, end, lag } : undefined;
}

export interface InstanceLags {
  readonly instance: Instance;
  readonly lags: StoreLags;
}

export interface AskedInstances {
  readonly lags: readonly InstanceLags[];
  /** What is missing, and why. */
  readonly problems: readonly Problem[];
}

/** Addresses that the instances say and that may ever be asked, and those of their agents on this machine, each once. */
export function askableServers(instances: readonly Instance[]): string[] {
  return [...toAddresses(instances).keys(), ...instances.flatMap(({ agent }) => agent ?? [])];
}

function toAddresses(instances: readonly Instance[]): ReadonlyMap<string, ServerAddress> {
  const found = new Map<string, ServerAddress>();
  for (const { endpoint } of instances)
    if (endpoint !== null && !('notAnAddress' in endpoint) && neverAsked(endpoint) === undefined) found.set(serverText(endpoint), endpoint);
  return found;
}

/**
 * Asks those of `askAt`, a few at a time, each address once however many instances say it. `aboutToAsk` is told whom, before anything
 * is sent.
 */
export async function readInstanceLags(
  instances: readonly Instance[],
  { askAt, aboutToAsk }: { readonly askAt: AskedAddresses; aboutToAsk?(addresses: readonly string[]): void },
  fetchLags: FetchLags,
  call?: Call,
  limits: AskLimits = usualLimits,
): Promise<AskedInstances> {
  if (askAt.length === 0) return { lags: [], problems: [] };
  const agreed = askAt === 'all' ? undefined : new Set(askAt);
  const allowed = [...toAddresses(instances)].filter(([address]) => agreed?.has(address) ?? true);
  const asked = new Map(allowed.slice(0, limits.most));
  if (asked.size > 0) aboutToAsk?.([...asked.keys()]);
  const answers = await askAll(asked, fetchLags, call, limits);
  const left = allowed.length - asked.size;
  return {
    lags: instances.flatMap((instance) => {
      const answer = answers.get(serverOf(instance) ?? '');
      return answer?.ok === true ? [{ instance, lags: answer.value }] : [];
    }),
    problems: [
      ...failures([...answers].flatMap(([address, answer]) => (answer.ok ? [] : [[`the instance ${address}`, answer.error]]))),
      ...failures(refused(instances)),
      ...(left === 0 ? [] : [problem(`lags of ${left} more instances`, `At most ${limits.most} addresses are asked in one look.`)]),
    ],
  };
}

async function askAll(
  addresses: ReadonlyMap<string, ServerAddress>,
  fetchLags: FetchLags,
  call: Call | undefined,
  { atOnce, milliseconds }: AskLimits,
): Promise<ReadonlyMap<string, Result<StoreLags, string>>> {
  const answers = new Map<string, Result<StoreLags, string>>();
  const waiting = [...addresses];
  const askNext = async (signal: AbortSignal): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [text, address] = next;
      const tooLate = fail(`${text} was not asked: the others took the ${milliseconds / 1000} s that one look has.`);
      answers.set(text, signal.aborted ? tooLate : await fetchLags(address, { ...call, signal }));
    }
  };
  await withinTime(milliseconds, call?.signal, (signal) => Promise.all(Array.from({ length: atOnce }, () => askNext(signal))));
  return answers;
}

const problem = (what: string, message: string): Problem => ({ what, error: { kind: 'unreachable', message } });

type Failure = readonly [who: string, why: string];

/** The first of them, and how many more there are. */
function failures(all: readonly Failure[]): Problem[] {
  const left = all.slice(mostProblems);
  return [
    ...all.slice(0, mostProblems).map(([who, why]) => problem(`lags of ${who}`, why)),
    ...left.slice(0, 1).map(([, why]) => problem(`lags of ${left.length} more instances`, why)),
  ];
}

function refused(instances: readonly Instance[]): Failure[] {
  return instances.flatMap(({ endpoint, clientHost }) => {
    const why = endpoint === null ? undefined : neverAsked(endpoint);
    return why === undefined ? [] : [[`the instance at ${shortText(clientHost)}`, `Its application.server is ${why}.`] as const];
  });
}
