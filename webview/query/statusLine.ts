/** The line that always says where rows come from, whether they are all, and of when. More on request. */
import type { Answer } from '../../src/protocol/queryPanel.js';
import type { Times } from '../../src/base/parseMoment.js';
import { html } from '../shared/elements.js';
import { instanceHeads, instanceRows, liveSummary } from './liveStatus.js';
import { kindTitles } from './operations.js';
import { formatCount, formatTime } from './times.js';
import { visibleText } from './visibleText.js';

export interface Shown {
  readonly answer: Answer | undefined;
  readonly total: number;
  readonly isSearch: boolean;
  readonly asOf: number | null;
  /** Who holds the key that was asked for; empty: not asked, or not known yet. */
  readonly holders: string;
  /** What the run is at, in words. */
  readonly state: string;
  /** Offsets of which the rows are not said yet: before the first answer. */
  readonly topic: string;
}

export interface StatusLine {
  readonly element: HTMLElement;
  show(shown: Shown, times: Times): void;
}

export function createStatusLine(): StatusLine {
  const line = html('span', { role: 'status', class: 'summary' });
  const warned = html('span', { class: 'warnings' });
  const more = html('div', { class: 'more' });
  const element = html('details', { class: 'status' }, html('summary', {}, line, warned), more);
  return {
    element,
    show({ answer, total, isSearch, asOf, holders, state, topic }, times) {
      const count = `${formatCount(total)} ${total === 1 ? 'row' : 'rows'}`;
      const found = answer?.found ?? null;
      const rows = isSearch && found !== null ? `${formatCount(found.matched)} of ${formatCount(found.looked)} rows match` : count;
      const parts =
        answer === undefined
          ? [...(total === 0 ? [] : [`${count} so far`]), state, ...(topic === '' ? [] : [`changelog ${topic}`])]
          : [rows, state, holders, ...summaryOf(answer, asOf, times, state === 'following')];
      line.replaceChildren(
        ...visibleText(
          parts
            .filter((part) => part !== '')
            .join(' \u00b7 ')
            .replaceAll('\u00a0', ' '),
        ),
      );
      const warnings = answer === undefined ? [] : doubtsOf(answer);
      warned.textContent = warnings.length === 0 ? '' : warnings.length === 1 ? '\u26a0 1 warning' : `\u26a0 ${warnings.length} warnings`;
      more.replaceChildren(...(answer === undefined ? [] : allOf(answer, times)));
    },
  };
}

function summaryOf(answer: Answer, asOf: number | null, times: Times, isFollowed: boolean): string[] {
  const { complete, readAt, live } = answer;
  const zone = times === 'utc' ? ' UTC' : '';
  return [
    ...(live === null ? [] : liveSummary(live)),
    ...changelogSummary(answer),
    complete ? 'complete' : 'not complete',
    asOf === null
      ? `${isFollowed ? 'read and followed since' : 'as of'} ${formatTime(readAt, times)}${zone}`
      : `state of ${formatTime(asOf, times)}${zone}, read ${formatTime(readAt, times)}${zone}`,
    ...heldSummary(answer),
  ];
}

function changelogSummary(answer: Answer): string[] {
  const { topic, partitions } = answer;
  if (topic === null) return [];
  const [only] = partitions;
  const offsets =
    partitions.length === 1 && only !== undefined
      ? `partition ${only.partition}, offsets ${only.fromOffset} to ${only.toOffset}`
      : `${partitions.length} partitions, ${formatCount(spanOf(answer))} offsets`;
  return [`changelog ${topic}, ${offsets}`];
}

function heldSummary({ topic, liveKeys, expiredKeys, held }: Answer): string[] {
  if (topic === null) return [];
  return [
    ...(liveKeys === null ? [] : [`${formatCount(liveKeys)} live keys`]),
    ...(expiredKeys === null || expiredKeys === 0 ? [] : [`${formatCount(expiredKeys)} expired`]),
    held === 'disk' ? 'view on disk' : held === 'memory' ? 'view in memory' : 'view not kept',
  ];
}

/** Offsets that the answer speaks of; with what compaction took. */
export function spanOf({ partitions }: Pick<Answer, 'partitions'>): number {
  return Number(partitions.reduce((sum, { fromOffset, toOffset }) => sum + BigInt(toOffset) - BigInt(fromOffset), 0n));
}

/** What a person has to know to trust the rows. */
const doubtsOf = ({ warnings, notes }: Answer): string[] => warnings.filter((one) => !notes.includes(one));

function allOf(answer: Answer, times: Times): HTMLElement[] {
  const { notes, kindOrigin, serdes, storeKind, partitions, readAt, place, live, topic } = answer;
  const facts = html('dl', {});
  const fact = (term: string, text: string): void => facts.append(html('dt', {}, term), html('dd', {}, ...visibleText(text)));
  fact('Kind', `${kindTitles[storeKind]}: ${originText(kindOrigin)}`);
  if (topic !== null) fact('Key serde', `${serdes.key.serde}: ${originText(serdes.key)}`);
  if (topic !== null) fact('Value serde', `${serdes.value.serde}: ${originText(serdes.value)}`);
  if (place !== null) fact('Where the key is', place);
  if (live !== null) fact('Took', `${formatCount(Math.round(live.tookMs))} ms`);
  if (live !== null && live.notAsked.length > 0) fact('Not asked', `${live.notAsked.join(', ')}: you did not agree to it`);
  fact(topic === null ? 'Read' : 'Ends frozen', `${formatTime(readAt, times)}${times === 'utc' ? ' UTC' : ''}`);
  return [
    ...listOf('warnings', doubtsOf(answer)),
    ...listOf('notes', notes),
    facts,
    ...(live === null ? [] : [tableOf('Instances', instanceHeads, instanceRows(live))]),
    ...(topic === null ? [] : [offsetsTable(partitions)]),
  ];
}

function offsetsTable(partitions: Answer['partitions']): HTMLElement {
  const rows = partitions.map(({ partition, fromOffset, toOffset }) => [String(partition), fromOffset, toOffset]);
  return tableOf('Offsets (from inclusive, to exclusive)', ['Partition', 'From', 'To'], rows);
}

function tableOf(caption: string, heads: readonly string[], rows: readonly (readonly string[])[]): HTMLElement {
  const table = html('table', {}, html('caption', {}, caption));
  table.append(html('tr', {}, ...heads.map((text) => html('th', { scope: 'col' }, text))));
  for (const row of rows) table.append(html('tr', {}, ...row.map((text) => html('td', {}, ...visibleText(text)))));
  return table;
}

function listOf(kind: string, sentences: readonly string[]): HTMLElement[] {
  if (sentences.length === 0) return [];
  return [html('ul', { class: kind }, ...sentences.map((text) => html('li', {}, ...visibleText(text))))];
}

/** `from code`, `guess from bytes: likely`, and why. */
function originText({ origin, certainty, reason }: Answer['kindOrigin'] | Answer['serdes']['key']): string {
  return `${shortOrigin({ origin, certainty })}${reason === '' ? '' : ` (${reason})`}`;
}

export function shortOrigin({ origin, certainty }: Pick<Answer['kindOrigin'] | Answer['serdes']['key'], 'origin' | 'certainty'>): string {
  const words = {
    code: 'from code',
    chosen: 'chosen',
    registry: 'from the registry',
    topic: 'from the topic',
    bytes: 'guess from bytes',
    application: 'as the application has it',
  }[origin];
  return certainty === 'certain' ? words : `${words}: ${certainty}`;
}
