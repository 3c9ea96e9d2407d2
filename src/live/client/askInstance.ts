/** One question to one instance, and what its answer means for whoever asks. */
import type { GenericSchema } from 'valibot';
import type { ServerAddress } from '../../applications/applicationServer.js';
import { shortText } from '../../base/printable.js';
import { fail, type Result } from '../../base/result.js';
import type { Call } from '../../kafka/connection.js';
import { errorAnswer, readAnswer } from './contract.js';
import { liveAddressText, type LiveAddress } from './liveAddress.js';
import type { LiveReason } from './liveResult.js';

export interface HttpAnswer {
  readonly status: number;
  readonly body: Uint8Array;
}

/** Nothing was sent: nobody agreed to ask there. */
export interface NotAgreed {
  readonly notAgreed: true;
}

/** One GET, to this address and no other; `path` begins with `/iq/v1`. Bounded in time and bytes. Fails with why there is no answer, as a clause. */
export type GetFromInstance = (address: LiveAddress, path: string, call?: Call) => Promise<Result<HttpAnswer, string | NotAgreed>>;

/** Asks those of the addresses (as `liveAddressText` has them), and nobody else, whoever is named by whom. */
export function askingOnly(get: GetFromInstance, agreed: readonly string[]): GetFromInstance {
  const known = new Set(agreed);
  return (address, path, call) =>
    known.has(liveAddressText(address)) ? get(address, path, call) : Promise.resolve(fail({ notAgreed: true } as const));
}

/** Why there is no answer. */
export interface Trouble {
  readonly reason: LiveReason;
  /** A clause for a person. */
  readonly message: string;
  /** Whose trouble it is; null: nobody's, or nobody knows. */
  readonly host: string | null;
}

export type Answer<T> =
  | { readonly kind: 'answered'; readonly value: T }
  /** It is elsewhere, as far as that instance knows. */
  | { readonly kind: 'moved'; readonly active: ServerAddress | null }
  /** It passes by itself. */
  | ({ readonly kind: 'later' } & Trouble)
  /** To ask again is of no use. */
  | ({ readonly kind: 'refused' } & Trouble);

export type RequestParameters = Readonly<Record<string, string | number | boolean | undefined>>;

export async function askInstance<T>(
  get: GetFromInstance,
  address: LiveAddress,
  path: string,
  parameters: RequestParameters,
  schema: GenericSchema<unknown, T>,
  call?: Call,
): Promise<Answer<T>> {
  const given = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)] as [string, string]],
  );
  const query = given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
  const answer = await get(address, `/iq/v1${path}${query}`, call);
  const who = liveAddressText(address);
  if (!answer.ok) {
    if (typeof answer.error === 'string') return { kind: 'later', reason: 'unreachable', message: `${who} ${answer.error}`, host: who };
    return { kind: 'refused', reason: 'not-agreed', message: `${who} is not asked before you agree to it`, host: who };
  }
  const { status, body } = answer.value;
  if (status !== 200) return ofError(who, status, body);
  const read = readAnswer(schema, body);
  return read.ok
    ? { kind: 'answered', value: read.value }
    : { kind: 'refused', reason: 'failed', message: `${who}: ${read.error}`, host: who };
}

const ofStatus: ReadonlyMap<number, LiveReason> = new Map([
  [401, 'unauthorized'],
  [403, 'unauthorized'],
  [503, 'rebalancing'],
]);

const ofReason: ReadonlyMap<string, LiveReason> = new Map([
  ['rebalancing', 'rebalancing'],
  ['restoring', 'restoring'],
  ['not-started', 'not-started'],
  ['not-running', 'not-started'],
  ['unknown-store', 'unknown-store'],
  ['wrong-kind', 'wrong-kind'],
  ['serde', 'serde'],
  ['unauthorized', 'unauthorized'],
]);

/** Servers that say no reason say a code. */
const ofCode: ReadonlyMap<string, LiveReason> = new Map([
  ['STREAMS_NOT_STARTED', 'not-started'],
  ['NOT_RUNNING', 'not-started'],
  ['METADATA_NOT_AVAILABLE', 'rebalancing'],
  ['INVALID_STATE_STORE', 'rebalancing'],
  ['STORE_UNKNOWN', 'unknown-store'],
  ['WRONG_STORE_KIND', 'wrong-kind'],
  ['UNAUTHORIZED', 'unauthorized'],
  ['SERDE', 'serde'],
]);

function ofError(who: string, status: number, body: Uint8Array): Answer<never> {
  const read = readAnswer(errorAnswer, body);
  const error = read.ok ? read.value.error : undefined;
  if (status === 421) return { kind: 'moved', active: error?.active ?? null };
  const reason = ofReason.get(error?.reason ?? '') ?? ofCode.get(error?.code ?? '') ?? ofStatus.get(status) ?? 'failed';
  const words = error === undefined ? `answers with status ${status}, and not as ks-iq/1 does` : shortText(error.message ?? error.code);
  const message = `${who}${error === undefined ? ' ' : ': '}${words}`;
  return { kind: status === 503 || status === 429 ? 'later' : 'refused', reason, message, host: who };
}
