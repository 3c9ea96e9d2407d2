/** From an answer's rows to what is posted to the page: short texts for cells, whole ones for the one row that is looked at. No vscode in here. */
import type { Answer, PanelCell, PanelRow, WholeRow } from '../../protocol/queryPanel.js';
import { keyText } from '../../present/rows/keyText.js';
import { placeText } from '../../present/rows/placeText.js';
import type { Json, QueryResult, QueryRow } from '../../store/query.js';

/** What a cell keeps of a text, in characters. */
export const cellLength = 400;

/** `change`: what is other than in the record before, in a history. */
export function toPanelRow(row: QueryRow, change: string | null = null): PanelRow {
  return {
    key: toCell(row.key, false),
    value: toCell(row.value, row.tombstone),
    window: row.window === null ? null : { start: toTime(row.window.start), end: row.window.end === null ? null : toTime(row.window.end) },
    timestamp: row.timestamp === null ? null : Date.parse(row.timestamp),
    partition: row.partition,
    offset: row.offset,
    details: Object.entries(row.details ?? {})
      .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : toJsonText(value)}`)
      .join(', ')
      .slice(0, cellLength),
    trouble: row.trouble ?? null,
    expired: row.expired ?? null,
    change: change === null ? null : change.slice(0, cellLength),
    difference: row.difference?.slice(0, cellLength) ?? null,
  };
}

/** Rows have the number itself where it is no date: Date.parse takes -5 for a month. */
function toTime(text: string): number {
  const number = Number(text);
  return Number.isFinite(number) ? number : Date.parse(text);
}

/** `lostBefore` is what the earlier pages of the run say to be lost: a later page does not know of it. */
export function toAnswer(result: QueryResult, lostBefore: readonly string[], { more, found }: Pick<Answer, 'more' | 'found'>): Answer {
  const { storeKind, kindOrigin, source, complete, warnings, lacking, notes, serdes, readAt, place, liveKeys, expiredKeys, held } = result;
  return {
    storeKind,
    kindOrigin,
    topic: source.topic,
    live: null,
    partitions: source.partitions,
    complete: complete && lostBefore.length === 0,
    warnings: [...new Set([...warnings, ...lostBefore])],
    lacking,
    notes,
    serdes,
    readAt: Date.parse(readAt),
    place: place === null ? null : placeText(place),
    liveKeys,
    expiredKeys,
    held,
    more,
    found,
  };
}

export function toWholeRow(row: QueryRow): WholeRow {
  return {
    keyJson: toJson(row.key),
    keyText: keyText(row.key),
    valueJson: row.tombstone ? null : toJson(row.value),
    keyBytes: row.keyBytes ?? null,
    valueBytes: row.valueBytes ?? null,
    keySerde: row.keySerde,
    valueSerde: row.valueSerde,
    detailsJson: row.details === undefined ? null : toJson(row.details),
  };
}

/** As a person would type or paste it. */
export function toPlainText(value: Json): string {
  if (typeof value === 'string') return value;
  return bytesOf(value) ?? toJsonText(value);
}

/** How much of memory a row takes, about. */
export function weigh(row: QueryRow): number {
  return 200 + 2 * (weighText(row.key) + weighText(row.value) + (row.keyBytes?.length ?? 0) + (row.valueBytes?.length ?? 0));
}

function weighText(value: Json): number {
  return typeof value === 'string' ? value.length : value === null || typeof value !== 'object' ? 8 : toJsonText(value).length;
}

function toCell(value: Json, isDeleted: boolean): PanelCell {
  if (isDeleted) return { text: '', shape: 'deleted', isCut: false };
  const bytes = bytesOf(value);
  if (bytes !== undefined) {
    const shown = Buffer.from(bytes.slice(0, cellLength), 'base64').toString('hex');
    return { text: shown.slice(0, cellLength), shape: 'bytes', isCut: bytes.length > cellLength || shown.length > cellLength };
  }
  const text = typeof value === 'string' ? value : toJsonText(value);
  return { text: text.slice(0, cellLength), shape: shapeOf(value), isCut: text.length > cellLength };
}

function shapeOf(value: Json): PanelCell['shape'] {
  switch (typeof value) {
    case 'string':
      return 'text';
    case 'number':
      return 'number';
    case 'boolean':
      return 'boolean';
    default:
      return value === null ? 'null' : 'json';
  }
}

/** The contract's form of bytes that have no JSON. */
function bytesOf(value: Json): string | undefined {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
  const [entry, ...more] = Object.entries(value);
  return entry !== undefined && more.length === 0 && entry[0] === 'base64' && typeof entry[1] === 'string' ? entry[1] : undefined;
}

function toJsonText(value: Json | Readonly<Record<string, Json>>): string {
  return toJson(value) ?? 'nested too deep to be shown as JSON';
}

/** null: JavaScript's own recursion does not reach its end. */
function toJson(value: Json | Readonly<Record<string, Json>>): string | null {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
