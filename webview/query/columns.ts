/** The columns of the grid: what each shows and sorts by. */
import type { PanelRow } from '../../src/protocol/queryPanel.js';
import type { Times } from '../../src/base/parseMoment.js';
import { formatTime, isTime } from './times.js';

export interface Column {
  readonly id: string;
  readonly title: string;
  /** CSS pixels, until rows are there and until a person changes it. */
  readonly width: number;
  /** What the rows may make of it. */
  readonly least: number;
  readonly most: number;
  readonly numeric?: true;
  text(row: PanelRow, times: Times): string;
  /** What the text looks like: the class of the cell. */
  look?(row: PanelRow): string;
  /** What a search sorts by; null: it has no order. */
  readonly field: string | null;
}

function textOf({ text, shape, isCut }: PanelRow['key']): string {
  const whole = shape === 'bytes' ? `0x${text}` : shape === 'deleted' ? 'deleted' : text;
  return isCut ? `${whole}\u2026` : whole;
}

const key: Column = {
  id: 'key',
  title: 'Key',
  width: 220,
  least: 120,
  most: 280,
  text: ({ key: cell }) => textOf(cell),
  look: ({ key: cell }) => cell.shape,
  field: 'key',
};

/** What is no date is marked. */
const lookOf = (time: number | null | undefined): string => (time === null || time === undefined || isTime(time) ? '' : 'trouble');

const windowColumns: readonly Column[] = [
  {
    id: 'start',
    title: 'Window Start',
    width: 196,
    least: 120,
    most: 196,
    text: ({ window }, times) => (window === null ? '' : formatTime(window.start, times)),
    look: ({ window }) => lookOf(window?.start),
    field: 'window.start',
  },
  {
    id: 'end',
    title: 'Window End',
    width: 196,
    least: 120,
    most: 196,
    text: ({ window }, times) => (window === null ? '' : window.end === null ? 'not known' : formatTime(window.end, times)),
    look: ({ window }) => lookOf(window?.end),
    field: 'window.end',
  },
];

const rest: readonly Column[] = [
  {
    id: 'value',
    title: 'Value',
    width: 380,
    least: 140,
    most: 620,
    text: ({ value: cell }) => textOf(cell),
    look: ({ value: cell, trouble }) => (trouble === null ? cell.shape : `${cell.shape} trouble`),
    field: 'value',
  },
  {
    id: 'timestamp',
    title: 'Timestamp',
    width: 196,
    least: 120,
    most: 196,
    text: ({ timestamp }, times) => (timestamp === null ? '' : formatTime(timestamp, times)),
    field: 'timestamp',
  },
  {
    id: 'partition',
    title: 'Partition',
    width: 94,
    least: 94,
    most: 94,
    numeric: true,
    text: ({ partition }) => (partition < 0 ? 'each' : String(partition)),
    field: 'partition',
  },
  {
    id: 'offset',
    title: 'Offset',
    width: 100,
    least: 90,
    most: 140,
    numeric: true,
    text: ({ offset }) => offset ?? '',
    field: 'offset',
  },
];

const change: Column = {
  id: 'change',
  title: 'Changed',
  width: 300,
  least: 140,
  most: 480,
  text: ({ change: text }) => text ?? '',
  look: ({ change: text }) => (text === 'same value' ? 'null' : ''),
  field: null,
};

const difference: Column = {
  id: 'difference',
  title: 'Difference',
  width: 320,
  least: 140,
  most: 560,
  text: ({ difference: text }) => text ?? '',
  look: ({ difference: text }) => (text === null ? '' : 'trouble'),
  field: null,
};

const expiredTexts = { certain: 'yes', possible: 'perhaps' } as const;

const expired: Column = {
  id: 'expired',
  title: 'Expired',
  width: 104,
  least: 104,
  most: 104,
  text: ({ expired: mark }) => (mark === null ? '' : expiredTexts[mark]),
  field: null,
};

const details: Column = {
  id: 'details',
  title: 'Details',
  width: 200,
  least: 120,
  most: 340,
  text: ({ details: text }) => text,
  field: null,
};

export interface Shown {
  readonly windows: boolean;
  readonly withExpired: boolean;
  readonly withDetails: boolean;
  readonly withChanges: boolean;
  readonly withDifferences: boolean;
}

export function columnsFor({ windows, withExpired, withDetails, withChanges, withDifferences }: Shown): readonly Column[] {
  return [
    key,
    ...(windows ? windowColumns : []),
    ...(withExpired ? [expired] : []),
    ...(withChanges ? [change] : []),
    ...rest.slice(0, 1),
    ...(withDifferences ? [difference] : []),
    ...rest.slice(1),
    ...(withDetails ? [details] : []),
  ];
}
