/** Answers of ks-iq/1 (docs/ks-iq-1.openapi.yaml), which nobody vouches for: only what has the form of one is taken. */
import * as v from 'valibot';
import { fail, succeed, type Result } from '../../base/result.js';
import { json } from '../../store/serdes/jsonSerde.js';
import type { Json } from '../../store/query.js';

/** Of a store; Kafka has no more in a topic that works. */
const mostPartitions = 100_000;
const mostHosts = 1_000;
/** A server gives 1,000, and those that stand at the place of the last. */
const mostRows = 20_000;

const partition = v.pipe(v.number(), v.safeInteger(), v.minValue(-1), v.maxValue(mostPartitions));
const partitions = v.pipe(v.array(partition), v.maxLength(mostPartitions));
const host = v.object({ host: v.pipe(v.string(), v.maxLength(253)), port: v.pipe(v.number(), v.safeInteger()) });
/** Whole numbers that a double does not hold are texts. */
const whole = v.pipe(
  v.union([v.pipe(v.number(), v.safeInteger()), v.pipe(v.string(), v.regex(/^-?\d{1,19}$/))]),
  v.transform((value) => String(value)),
);
const milliseconds = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** Kafka Streams has -1 where it knows none: of stores of joins, and of what was written before stores had timestamps. */
const timestamp = v.optional(
  v.pipe(
    v.number(),
    v.safeInteger(),
    v.transform((time) => (time < 0 ? undefined : time)),
  ),
);
const base64 = v.pipe(
  v.string(),
  v.regex(/^[\w+/-]*={0,2}$/),
  v.transform((text): Uint8Array => Buffer.from(text, 'base64')),
);
const value = v.custom<Json>(() => true);

export const storeMetadata = v.object({
  applicationId: v.optional(v.nullable(v.string()), null),
  kind: v.string(),
  global: v.optional(v.boolean(), false),
  keySerde: v.optional(v.string(), ''),
  active: partitions,
  standby: partitions,
  hosts: v.pipe(v.array(v.object({ host, active: partitions, standby: partitions })), v.maxLength(mostHosts)),
});
export type StoreMetadata = v.InferOutput<typeof storeMetadata>;

export const keyMetadata = v.object({ keyBytes: base64, partition: v.nullable(partition) });

export const instanceRoot = v.object({ api: v.string(), applicationId: v.string() });

export const gotten = v.object({
  found: v.boolean(),
  key: value,
  keyBytes: base64,
  value,
  timestamp,
  partition,
  stale: v.boolean(),
  lag: v.optional(v.nullable(whole), null),
});

const row = v.object({
  key: value,
  keyBytes: base64,
  value,
  timestamp,
  start: v.optional(milliseconds),
  end: v.optional(milliseconds),
  validTo: v.optional(v.nullable(milliseconds)),
});
export type LiveRow = v.InferOutput<typeof row>;

export const rowsAnswer = v.object({
  rows: v.pipe(v.array(row), v.maxLength(mostRows)),
  next: v.nullable(v.string()),
  partitions: v.pipe(
    v.array(v.object({ partition, stale: v.boolean(), lag: v.optional(v.nullable(whole), null) })),
    v.maxLength(mostPartitions),
  ),
  timeFrom: v.optional(milliseconds),
  note: v.optional(v.string()),
});
export type RowsAnswer = v.InferOutput<typeof rowsAnswer>;

export const errorAnswer = v.object({
  error: v.object({
    code: v.string(),
    reason: v.optional(v.string(), ''),
    message: v.optional(v.nullable(v.string()), null),
    active: v.optional(v.nullable(host), null),
    standby: v.optional(v.array(host), []),
  }),
});

/** Fails with why it is no such answer, as a clause. */
export function readAnswer<T>(schema: v.GenericSchema<unknown, T>, body: Uint8Array): Result<T, string> {
  const parsed = json.decode(body);
  if (!parsed.ok) return fail(parsed.error);
  const read = v.safeParse(schema, parsed.value);
  return read.success ? succeed(read.output) : fail(`its answer is not one of ks-iq/1: ${read.issues[0].message}`);
}
