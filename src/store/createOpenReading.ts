/** Reads stores of every kind: the record format from code, configuration or bytes, and a serde for each column of it. */
import { isoTime } from '../base/isoTime.js';
import { fail, succeed, type Result } from '../base/result.js';
import type { StoreKind } from '../core/topology/result.js';
import type { Call } from '../kafka/connection.js';
import { readHeaders, headersJson, type Header } from './formats/headers.js';
import { encodeStoreKey, isOfParts } from './formats/storeKeys.js';
import { bytesJson, eachColumn, renderShape, type ColumnName, type ReadColumn, type Shape } from './formats/shape.js';
import type { KeyParts, StoreFormat, ValueParts } from './formats/storeFormat.js';
import { tellFormat } from './formats/tellFormat.js';
import type { Json, KeyText, QueryRow, StoreTarget } from './query.js';
import type { SchemaRegistry } from './registry/schemaRegistry.js';
import type { OpenReading, ReadingAsk, StoreReading } from './reading/storeReading.js';
import { chooseSerde } from './serdes/chooseSerde.js';
import { createRegistrySerdes } from './serdes/registrySerdes.js';
import { bytesOfText, keysOfText } from './serdes/keysOfText.js';
import type { ChosenSerde, Serde, SerdeInput } from './serdes/serde.js';
import { windowedSerdeOfCode } from './serdes/serdeOfCode.js';
import { createValueBudget, type ValueBudget } from './serdes/valueBudget.js';
import type { StoredRecord } from './views/partitionView.js';

const columnTexts: Readonly<Record<ColumnName, string>> = {
  key: 'key',
  primaryKey: 'primary key',
  value: 'value',
  otherValue: 'right value',
};
const columnNames = Object.keys(columnTexts) as readonly ColumnName[];

/** `registry` null: none is known. */
export function createOpenReading(registry: SchemaRegistry | null): OpenReading {
  return async ({ target, configs, samples }, call) => {
    const { format, origin, retention, warnings } = tellFormat({ target, configs, samples });
    const split = createSplit(format);
    const inputs = columnInputs(samples.map(split));
    const serdes = new Map<ColumnName, ChosenSerde>();
    for (const column of columnNames) {
      const isKey = column === 'key' || column === 'primaryKey';
      const ask = {
        what: columnTexts[column],
        declared: declaredFor(column, target, format),
        samples: inputs[column],
        registry: createRegistrySerdes(registry, target.topic, isKey),
      };
      const chosen = await chooseSerde(ask, call);
      if (!chosen.ok) return fail({ kind: 'unsupported', message: chosen.error });
      serdes.set(column, chosen.value);
    }
    const reading: StoreReading = {
      kind: format.kind,
      kindOrigin: origin,
      rules: format.rules,
      retention,
      deletesAfterMs: deletesAfter(configs),
      isWindowed: format.rules.suffix !== 'none',
      serdes: { key: serdes.get('key')!.choice, value: serdes.get('value')!.choice },
      warnings: [...warnings, ...[...serdes].flatMap(([column, { warning }]) => (inputs[column].length > 0 ? (warning ?? []) : []))],
      lacking: [...serdes.values()].flatMap(({ lacking }) => lacking ?? []),
      encodeKey: (key) => encodeKey(format.kind, key, serdes),
      ...(hasManySpellings(format.kind, serdes.get('key')!.serde) ? { showKey: (bytes) => showKey(serdes.get('key')!.serde, bytes) } : {}),
      prepare: (records, prepareCall) => prepareColumns(split, serdes, records, prepareCall),
      toRow: (record, partition, budget = createValueBudget()) => toRow({ format, serdes }, split(record), record, { partition, budget }),
    };
    return succeed(reading);
  };
}

function deletesAfter(configs: ReadingAsk['configs']): number | null {
  const milliseconds = Number(configs['retention.ms']?.value ?? -1);
  return configs['cleanup.policy']?.value?.includes('delete') === true && milliseconds >= 0 ? milliseconds : null;
}

function encodeKey(kind: StoreKind, key: KeyText, serdes: ReadonlyMap<ColumnName, ChosenSerde>): Result<readonly Uint8Array[], string> {
  if ('base64' in key) return succeed([Buffer.from(key.base64, 'base64')]);
  if (!isOfParts(kind)) return keysOfText(serdes.get('key')!.serde, key.text);
  const encoded = encodeStoreKey(kind, key.text, (column, text) => {
    const bytes = bytesOfText(text);
    return bytes === undefined ? serdes.get(column)!.serde.encode(text) : succeed(bytes);
  });
  if (encoded.ok) return succeed([encoded.value]);
  const bytes = bytesOfText(key.text);
  return bytes === undefined ? encoded : succeed([bytes]);
}

/** Keys of several bytes may look the same: JSON with other spaces, a record of another version of its schema. */
const hasManySpellings = (kind: StoreKind, { prepare, alike, name }: Serde): boolean =>
  !isOfParts(kind) && (prepare !== undefined || (alike !== undefined && name === 'json'));

function showKey({ decode }: Serde, bytes: Uint8Array): Json | undefined {
  const decoded = decode(bytes, []);
  return decoded.ok ? decoded.value : undefined;
}

/** What code and person say is of the store's own keys and values. */
function declaredFor(column: ColumnName, target: StoreTarget, { kind }: StoreFormat): StoreTarget['keySerde'] {
  const declared = column === 'key' ? target.keySerde : column === 'value' ? target.valueSerde : null;
  if (column === 'otherValue' && target.valueSerde?.origin === 'chosen') return target.valueSerde;
  if (column === 'primaryKey' && target.keySerde?.origin === 'chosen') return null;
  if (declared?.origin === 'code' && (kind === 'foreignKeySubscription' || kind === 'outerJoin')) return null;
  return windowedSerdeOfCode(declared?.name) === undefined ? declared : null;
}

interface RecordParts {
  readonly headers: readonly Header[];
  readonly key: KeyParts;
  readonly value: ValueParts | null;
}

/** A record that is prepared and then shown is split once. */
function createSplit(format: StoreFormat): (record: StoredRecord) => RecordParts {
  const known = new WeakMap<StoredRecord, RecordParts>();
  return (record) => {
    let parts = known.get(record);
    if (parts === undefined) {
      const headers = readHeaders(record.headers);
      const value = record.value === null ? null : format.readValue(record.value, headers);
      parts = { headers, key: format.readKey(record.key), value };
      known.set(record, parts);
    }
    return parts;
  };
}

function columnInputs(records: readonly RecordParts[]): Record<ColumnName, SerdeInput[]> {
  const inputs: Record<ColumnName, SerdeInput[]> = { key: [], primaryKey: [], value: [], otherValue: [] };
  for (const { headers, key, value } of records) {
    const visit = (column: ColumnName, bytes: Uint8Array): void => void inputs[column].push({ bytes, headers });
    if (key.trouble === undefined) eachColumn(key.key, visit);
    if (value === null || value.trouble !== undefined) continue;
    eachColumn(value.value, visit);
    for (const detail of Object.values(value.details)) eachColumn(detail, visit);
  }
  return inputs;
}

async function prepareColumns(
  split: (record: StoredRecord) => RecordParts,
  serdes: ReadonlyMap<ColumnName, ChosenSerde>,
  records: readonly StoredRecord[],
  call?: Call,
): Promise<void> {
  const needed = columnNames.filter((column) => serdes.get(column)!.serde.prepare !== undefined);
  if (needed.length === 0) return;
  const inputs = columnInputs(records.map(split));
  await Promise.all(needed.map((column) => serdes.get(column)!.serde.prepare!(inputs[column], call)));
}

function toRow(
  { format, serdes }: { readonly format: StoreFormat; readonly serdes: ReadonlyMap<ColumnName, ChosenSerde> },
  { headers, key: keyParts, value: valueParts }: RecordParts,
  record: StoredRecord,
  { partition, budget }: { readonly partition: number; readonly budget: ValueBudget },
): QueryRow {
  const troubles = new Set<string>();
  const read: ReadColumn = (column, bytes) => {
    const decoded = serdes.get(column)!.serde.decode(bytes, headers, budget);
    if (decoded.ok) return decoded.value;
    troubles.add(`${columnTexts[column]}: ${decoded.error}`);
    return bytesJson(bytes);
  };
  // A part that is not of its format was never the serde's to read.
  const show = (shape: Shape, trouble: string | undefined): Json => {
    if (trouble === undefined) return renderShape(shape, read);
    troubles.add(trouble);
    return renderShape(shape, (_column, bytes) => bytesJson(bytes));
  };
  const key = show(keyParts.key, keyParts.trouble);
  const value = valueParts === null ? null : show(valueParts.value, valueParts.trouble);
  const details: Record<string, Json> = {};
  for (const [name, shape] of Object.entries({ ...keyParts.details, ...valueParts?.details })) details[name] = renderShape(shape, read);
  const ownHeaders = format.kind === 'suppressBuffer' ? withoutVersion(headers) : headers;
  if (ownHeaders.length > 0) details['headers'] = headersJson(ownHeaders);
  const row: QueryRow = {
    key,
    window: windowOf(keyParts.window),
    value,
    timestamp: isoTime(record.timestamp),
    partition,
    offset: String(record.offset),
    keySerde: serdes.get('key')!.serde.name,
    valueSerde: serdes.get('value')!.serde.name,
    tombstone: record.value === null,
  };
  return {
    ...row,
    ...(troubles.size === 0 ? {} : { trouble: [...troubles].join('; ') }),
    ...(Object.keys(details).length === 0 ? {} : { details }),
  };
}

const withoutVersion = (headers: readonly Header[]): readonly Header[] => headers.filter(({ name }) => name !== 'v');

function windowOf(window: { readonly start: number; readonly end: number | null } | null): QueryRow['window'] {
  if (window === null) return null;
  return {
    start: isoTime(window.start) ?? String(window.start),
    end: window.end === null ? null : (isoTime(window.end) ?? String(window.end)),
  };
}
