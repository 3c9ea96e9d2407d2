/** The pane beside the grid: all of one row. */
import type { PanelRow, WholeRow } from '../../src/protocol/queryPanel.js';
import { createButton } from '../components/controls.js';
import { createTabs } from '../components/tabs.js';
import { html } from '../shared/elements.js';
import { createHexView } from './hexView.js';
import { createJsonTree } from './jsonTree.js';
import { createLongText } from './longText.js';
import { formatCount, formatTime, zoneOf } from './times.js';
import { visibleText } from './visibleText.js';

const textLength = 20_000;

export interface DetailsActions {
  copy(what: 'key' | 'value' | 'row' | 'bytes'): void;
  history(): void;
  close(): void;
}

export interface RowDetails {
  readonly element: HTMLElement;
  show(row: PanelRow, whole: WholeRow): void;
  /** Who holds the partition of the row that is shown. */
  showHolders(text: string): void;
  hide(): void;
  /** Into sight, where they are below the rows. */
  reveal(): void;
  focus(): void;
}

export function createRowDetails({ copy, history, close }: DetailsActions): RowDetails {
  const [value, key, bytes, record] = [html('div'), html('div'), html('div'), html('div')];
  const tabs = createTabs('Parts of the row', [
    { id: 'value', title: 'Value', panel: value },
    { id: 'key', title: 'Key', panel: key },
    { id: 'bytes', title: 'Bytes', panel: bytes },
    { id: 'record', title: 'Record', panel: record },
  ]);
  const heading = html('h2', {});
  const closer = html('button', { type: 'button', class: 'icon', title: 'Close (Escape)', 'aria-label': 'Close details' }, '\u00d7');
  closer.addEventListener('click', close);
  const actions = html(
    'div',
    { class: 'actions' },
    createButton({ text: 'Key History', title: 'Every record of this key that is still in the topic', press: history }).element,
    createButton({ text: 'Copy Value', press: () => copy('value') }).element,
    createButton({ text: 'Copy Row', title: 'As JSON', press: () => copy('row') }).element,
  );
  const element = html('section', { class: 'details', 'aria-label': 'Row', tabindex: '-1', hidden: '' });
  const holders = html('p', { class: 'note holders', role: 'status' });
  element.append(html('header', {}, heading, closer), actions, holders, tabs.element);
  element.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close();
  });
  return {
    element,
    show(row, whole) {
      element.hidden = false;
      holders.replaceChildren(row.partition < 0 ? 'each instance has it' : `partition ${row.partition}`);
      heading.replaceChildren(...visibleText(row.key.text.slice(0, 120)));
      value.replaceChildren(...contentOf(row.value.shape, whole.valueJson, 'Value'), ...troubleOf(row), serdeOf(whole.valueSerde));
      key.replaceChildren(...contentOf(row.key.shape, whole.keyJson, 'Key'), serdeOf(whole.keySerde));
      bytes.replaceChildren(
        whole.keyBytes === null ? note('The key’s bytes are not known.') : createHexView(whole.keyBytes, 'Key'),
        whole.valueBytes === null
          ? note(row.value.shape === 'deleted' ? 'No value: the key was deleted.' : 'No value bytes.')
          : createHexView(whole.valueBytes, 'Value'),
      );
      record.replaceChildren(factsOf(row, whole));
    },
    showHolders(text) {
      holders.replaceChildren(...visibleText(text));
    },
    hide() {
      element.hidden = true;
    },
    reveal: () => element.scrollIntoView({ block: 'nearest' }),
    focus: () => element.focus(),
  };
}

function contentOf(shape: PanelRow['value']['shape'], json: string | null, label: string): (HTMLElement | string)[] {
  if (shape === 'deleted') return [note('The key was deleted.')];
  if (json === null) return [note('It is nested too deep to be shown as a tree: see its bytes.')];
  const value: unknown = JSON.parse(json);
  if (typeof value === 'string') return [html('pre', { class: 'whole', tabindex: '0' }, createLongText(value, textLength, 'text', true))];
  if (shape === 'bytes' && typeof value === 'object' && value !== null && 'base64' in value && typeof value.base64 === 'string')
    return [createHexView(value.base64, label)];
  return [createJsonTree(value, label)];
}

function troubleOf({ trouble }: PanelRow): HTMLElement[] {
  return trouble === null ? [] : [html('p', { class: 'trouble', role: 'note' }, ...visibleText(trouble))];
}

const serdeOf = (serde: string): HTMLElement => note(`Read as ${serde}.`);
const note = (text: string): HTMLElement => html('p', { class: 'note' }, ...visibleText(text));

const expiredTexts = {
  certain: 'yes: past the retention of the store, so the application does not see it',
  possible:
    'perhaps: past what the topic tells of the retention, or exactly at its edge; only the code tells whether the application still sees it',
} as const;

function factsOf(row: PanelRow, whole: WholeRow): HTMLElement {
  const list = html('dl', {});
  const fact = (term: string, ...texts: readonly string[]): void =>
    list.append(html('dt', {}, term), ...texts.map((text) => html('dd', {}, ...visibleText(text))));
  const moment = (term: string, time: number | null, otherwise: string): void => {
    if (time === null) fact(term, otherwise);
    else fact(term, `${formatTime(time, 'local')} (local, UTC${zoneOf(time)})`, `${formatTime(time, 'utc')} (UTC)`, `${time} ms`);
  };
  moment('Timestamp', row.timestamp, 'none');
  if (row.window !== null) {
    moment('Window start', row.window.start, '');
    moment('Window end', row.window.end, 'not known: the code or the topic would have to say the size');
    if (row.window.end !== null) fact('Window size', `${formatCount(row.window.end - row.window.start)} ms`);
  }
  if (row.difference !== null) fact('Difference', row.difference);
  if (row.expired !== null) fact('Expired', expiredTexts[row.expired]);
  fact('Partition', row.partition < 0 ? 'each instance has all of a global store' : String(row.partition));
  fact('Offset', row.offset ?? 'not known');
  fact('Key serde', whole.keySerde);
  fact('Value serde', whole.valueSerde);
  if (row.trouble !== null) fact('Trouble', row.trouble);
  const details: unknown = whole.detailsJson === null ? {} : JSON.parse(whole.detailsJson);
  if (typeof details === 'object' && details !== null)
    for (const [name, value] of Object.entries(details)) fact(name, typeof value === 'string' ? value : JSON.stringify(value));
  return list;
}
