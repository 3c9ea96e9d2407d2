/** What instances say of themselves: KafkaStreams#allLocalStorePartitionLags over HTTP, `GET /iq/v1/lags`. */
import * as v from 'valibot';
import type { Result } from '../../base/result.js';
import type { Call } from '../connection.js';
import type { Instance } from './model.js';

export interface StoreLag {
  readonly position: number;
  readonly end: number;
  readonly lag: number;
}

/** By store, then by partition. */
export type StoreLags = Readonly<Record<string, Readonly<Record<string, StoreLag>>>>;

/** The message says why there are none. */
export type FetchLags = (endpoint: NonNullable<Instance['endpoint']>, call?: Call) => Promise<Result<StoreLags, string>>;

const lagSchema = v.object({ position: v.number(), end: v.number(), lag: v.number() });
const answerSchema = v.object({ lags: v.record(v.string(), v.record(v.string(), lagSchema)) });

/** undefined: this is no such answer. */
export function parseLags(text: string): StoreLags | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  const parsed = v.safeParse(answerSchema, json);
  return parsed.success ? parsed.output.lags : undefined;
}

export interface InstanceLags {
  readonly instance: Instance;
  readonly lags: Result<StoreLags, string>;
}

/** Those that have an endpoint, side by side. */
export function readInstanceLags(instances: readonly Instance[], fetchLags: FetchLags, call?: Call): Promise<readonly InstanceLags[]> {
  return Promise.all(
    instances.flatMap((instance) =>
      instance.endpoint === null ? [] : [fetchLags(instance.endpoint, call).then((lags): InstanceLags => ({ instance, lags }))],
    ),
  );
}
