/**
 * One question about one partition, until somebody answers it or time is over: whoever has the partition is asked, 421 is followed, what passes by
 * itself is waited for, and a standby is asked where a stale answer is taken.
 */
import type { GenericSchema } from 'valibot';
import type { Call } from '../../kafka/connection.js';
import { pause } from '../../kafka/pause.js';
import { askInstance, type Answer, type GetFromInstance, type RequestParameters, type Trouble } from './askInstance.js';
import { liveAddressText, type LiveAddress } from './liveAddress.js';
import { isTrouble, type Routing } from './routing.js';

export interface PartitionQuestion<T> {
  /** Below `/iq/v1`. */
  readonly path: string;
  readonly parameters: RequestParameters;
  readonly schema: GenericSchema<unknown, T>;
  /** How the answer was read. */
  standingOf(value: T): { readonly stale: boolean; readonly lag: string | null };
}

interface PartitionAnswered<T> {
  readonly ok: true;
  readonly value: T;
  readonly host: string;
  readonly stale: boolean;
  readonly lag: string | null;
  /** Why it was not whoever has the partition; null: it was. */
  readonly instead: Trouble | null;
}

export type PartitionAnswer<T> = PartitionAnswered<T> | { readonly ok: false; readonly trouble: Trouble };

export interface PartitionReader {
  read<T>(partition: number, question: PartitionQuestion<T>): Promise<PartitionAnswer<T>>;
}

export interface PartitionReaderAsk {
  readonly routing: Routing;
  readonly get: GetFromInstance;
  readonly takesStale: boolean;
  /** Milliseconds of the clock, after which nothing is waited for. */
  readonly until: number;
  now(): number;
  onWait?(trouble: Trouble): void;
}

const mostHops = 3;
const firstPauseMs = 100;
const longestPauseMs = 2000;

export function createPartitionReader(ask: PartitionReaderAsk, call?: Call): PartitionReader {
  const { routing, until, now } = ask;
  return {
    async read(partition, question) {
      for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
        const found = await tryAll(ask, partition, question, call);
        if (found.ok || found.isFinal) return found;
        const left = until - now();
        if (left <= 0 || call?.signal?.aborted === true) return found;
        ask.onWait?.(found.trouble);
        await pause(Math.min(pauseMs, left), call?.signal);
        await routing.learn();
      }
    },
  };
}

type Tried<T> = PartitionAnswered<T> | { readonly ok: false; readonly trouble: Trouble; readonly isFinal: boolean };

async function tryAll<T>(
  ask: PartitionReaderAsk,
  partition: number,
  question: PartitionQuestion<T>,
  call: Call | undefined,
): Promise<Tried<T>> {
  const { routing, takesStale } = ask;
  const holders = routing.holders(partition, 'active');
  const [holder, other] = holders;
  let trouble = troubleOf(routing, partition, holders.length);
  // Of a global store each has all.
  if (holder !== undefined && (other === undefined || partition < 0)) {
    const active = await follow(ask, holder, partition, question, call);
    if (active.ok || active.isFinal) return active;
    ({ trouble } = active);
  }
  const isFinal = trouble.reason === 'not-agreed';
  if (!takesStale) return { ok: false, trouble, isFinal };
  for (const address of [...routing.holders(partition, 'standby'), ...holders]) {
    const answer = await askOne(ask, address, partition, question, true, call);
    if (answer.kind !== 'answered') continue;
    const answered = toAnswer(address, question, answer.value);
    return answered.stale ? { ...answered, instead: trouble } : answered;
  }
  return { ok: false, trouble, isFinal };
}

/** Why nobody, or more than one, has the partition. Whoever has it by the others' words and does not answer is the reason. */
function troubleOf(routing: Routing, partition: number, holders: number): Trouble {
  const rebalancing = (message: string): Trouble => ({ reason: 'rebalancing', message, host: null });
  if (holders > 1) return rebalancing(`several instances say that they have partition ${partition}`);
  const silent = routing.answering().length === 0 ? routing.instances()[0] : undefined;
  const said = (routing.missing(partition) ?? silent)?.said ?? null;
  return said !== null && isTrouble(said) ? said : rebalancing(`no instance that answers has partition ${partition}`);
}

async function follow<T>(
  ask: PartitionReaderAsk,
  holder: LiveAddress,
  partition: number,
  question: PartitionQuestion<T>,
  call: Call | undefined,
): Promise<Tried<T>> {
  const visited = new Set<string>();
  let trouble: Trouble = { reason: 'rebalancing', message: `partition ${partition} is sent from one instance to the next`, host: null };
  let next: LiveAddress | undefined = holder;
  while (next !== undefined && visited.size < mostHops && !visited.has(liveAddressText(next))) {
    const address: LiveAddress = next;
    visited.add(liveAddressText(address));
    const answer: Answer<T> = await askOne(ask, address, partition, question, false, call);
    if (answer.kind === 'answered') return toAnswer(address, question, answer.value);
    if (answer.kind === 'refused') return { ok: false, trouble: answer, isFinal: true };
    if (answer.kind === 'later') trouble = answer;
    next = answer.kind === 'moved' && answer.active !== null ? ask.routing.addressOf(answer.active, address) : undefined;
  }
  return { ok: false, trouble, isFinal: false };
}

function askOne<T>(
  { get }: PartitionReaderAsk,
  address: LiveAddress,
  partition: number,
  { path, parameters, schema }: PartitionQuestion<T>,
  stale: boolean,
  call: Call | undefined,
): Promise<Answer<T>> {
  const all = { ...parameters, ...(partition < 0 ? {} : { partition }), ...(stale ? { stale } : {}) };
  return askInstance(get, address, path, all, schema, call);
}

function toAnswer<T>(address: LiveAddress, { standingOf }: PartitionQuestion<T>, value: T): PartitionAnswered<T> {
  const { stale, lag } = standingOf(value);
  return { ok: true, value, host: liveAddressText(address), stale, lag, instead: null };
}
