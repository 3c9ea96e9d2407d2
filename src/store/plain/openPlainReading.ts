/** Reads stores with Kafka's own serdes and JSON. Values of joins and of suppress buffers are shown as bytes. */
import { fail, succeed } from '../../base/result.js';
import type { StoreKind } from '../../core/topology/result.js';
import type { Json, QueryRow, SerdeChoice, StoreTarget } from '../query.js';
import type { OpenReading, StoreReading } from '../reading/storeReading.js';
import { innerKey } from '../views/keyOrder.js';
import { readInt64, suffixLengthOf, type ViewRules } from '../views/viewRules.js';
import { guessSerde } from './guessSerde.js';
import { findPlainSerde, plainSerdeNames, plainSerdeOfCode, type PlainSerde } from './plainSerdes.js';
import { tellKind, viewRulesOf } from './tellKind.js';

interface Column {
  readonly serde: PlainSerde;
  readonly choice: SerdeChoice;
  readonly warning: string | undefined;
}

/** Kinds whose values wrap what the serde wrote. */
const wrapped: ReadonlySet<StoreKind> = new Set(['suppressBuffer', 'foreignKeySubscription', 'outerJoin']);

export const openPlainReading: OpenReading = ({ target, configs, samples }) => {
  const { kind, origin } = tellKind(target, configs, samples);
  const rules = viewRulesOf(kind, target, configs);
  const isWrapped = wrapped.has(kind);
  const key = toColumn(
    'key',
    isWrapped ? null : target.keySerde,
    samples.map((record) => innerKey(rules.suffix, record.key)),
  );
  const value = toColumn(
    'value',
    isWrapped ? null : target.valueSerde,
    samples.flatMap((record) => record.value ?? []),
  );
  if ('error' in key) return Promise.resolve(fail({ kind: 'unsupported', message: key.error }));
  if ('error' in value) return Promise.resolve(fail({ kind: 'unsupported', message: value.error }));
  const reading: StoreReading = {
    kind,
    kindOrigin: origin,
    rules,
    serdes: { key: key.choice, value: value.choice },
    warnings: [key.warning, value.warning].filter((warning) => warning !== undefined),
    encodeKey: (text) => ('text' in text ? key.serde.encode(text.text) : succeed(Buffer.from(text.base64, 'base64'))),
    prepare: () => Promise.resolve(),
    toRow: (record, partition) => {
      const ownKey = show(key.serde, innerKey(rules.suffix, record.key));
      const ownValue = record.value === null ? { json: null } : show(value.serde, record.value);
      const trouble = [ownKey.trouble, ownValue.trouble].filter((text) => text !== undefined).join('; ');
      const row: QueryRow = {
        key: ownKey.json,
        window: windowOf(rules, target, record.key),
        value: ownValue.json,
        timestamp: isoTime(record.timestamp),
        partition,
        offset: String(record.offset),
        keySerde: key.serde.name,
        valueSerde: value.serde.name,
        tombstone: record.value === null,
      };
      return trouble === '' ? row : { ...row, trouble };
    },
  };
  return Promise.resolve(succeed(reading));
};

function toColumn(
  what: 'key' | 'value',
  declared: StoreTarget['keySerde'],
  samples: readonly Uint8Array[],
): Column | { readonly error: string } {
  if (declared !== null && declared.origin === 'chosen') {
    const serde = findPlainSerde(declared.name);
    if (serde === undefined) return { error: `There is no ${what} serde ${declared.name}: ${plainSerdeNames.join(', ')} can be chosen.` };
    return { serde, choice: { serde: serde.name, origin: 'chosen', certainty: 'certain', reason: 'as chosen' }, warning: undefined };
  }
  const ofCode = declared === null ? undefined : plainSerdeOfCode(declared.name);
  if (ofCode !== undefined)
    return {
      serde: ofCode,
      choice: { serde: ofCode.name, origin: 'code', certainty: 'certain', reason: `${declared!.name} in the code` },
      warning: undefined,
    };
  const { serde, certainty, reason } = guessSerde(samples);
  const choice: SerdeChoice = { serde: serde.name, origin: 'bytes', certainty, reason };
  const warning =
    certainty === 'possible' && samples.length > 0
      ? `The ${what} serde is a guess: ${serde.name} (${reason}). Choose one where it is wrong.`
      : undefined;
  return { serde, choice, warning };
}

function show(serde: PlainSerde, bytes: Uint8Array): { readonly json: Json; readonly trouble?: string } {
  const decoded = serde.decode(bytes);
  return decoded.ok
    ? { json: decoded.value }
    : { json: { base64: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64') }, trouble: decoded.error };
}

function windowOf({ suffix }: ViewRules, target: StoreTarget, key: Uint8Array): QueryRow['window'] {
  const length = suffixLengthOf(suffix, key.length);
  if (length === 0) return null;
  const first = readInt64(key, key.length - length);
  if (suffix === 'endStart')
    return { start: isoTime(readInt64(key, key.length - 8)) ?? String(readInt64(key, key.length - 8)), end: isoTime(first) };
  return { start: isoTime(first) ?? String(first), end: target.windowSizeMs === null ? null : isoTime(first + target.windowSizeMs) };
}

/** null: -1, Kafka's none, or what no calendar has. */
function isoTime(milliseconds: number): string | null {
  return milliseconds >= 0 && milliseconds <= 8.64e15 ? new Date(milliseconds).toISOString() : null;
}
