/** How an application is, in words: `kslens status`, and the first row of its tree. */
import type { ApplicationStatus, Holding, Lag, Verdict } from '../../applications/applicationStatus.js';
import { printable, shortText } from '../../base/printable.js';
import { durationWords, plural } from '../../core/features/words.js';
import { bytesWords } from './figureTexts.js';
import { groupLines } from './groupTexts.js';

/** What stands in one line, in this order. */
export function statusHead({ state, instances, lag, stores, internalTopics, standbyTasks, marks }: ApplicationStatus): string[] {
  const count = (severity: 'error' | 'warning'): number => marks.filter((mark) => mark.severity === severity).length;
  const size = stores.bytes === null ? '' : ` ${bytesWords(stores.bytes)}`;
  return [
    state ?? 'no group',
    instances === null ? 'instances not known' : plural(instances, 'instance', 'instances'),
    lagWords(lag),
    `${plural(stores.count, 'store', 'stores')}${perhapsWords(stores.perhaps)}${size}`,
    `${plural(internalTopics.count, 'internal topic', 'internal topics')}${perhapsWords(internalTopics.perhaps)} with ${plural(internalTopics.partitions, 'partition', 'partitions')}`,
    plural(standbyTasks, 'standby', 'standbys'),
    ...(count('error') > 0 ? [plural(count('error'), 'error', 'errors')] : []),
    ...(count('warning') > 0 ? [plural(count('warning'), 'warning', 'warnings')] : []),
  ];
}

/** One line first, then what it rests on. */
export function statusText(found: ApplicationStatus): string {
  const head = `${shortText(found.application)}: ${statusHead(found).join(', ')}`;
  return `${[head, ...statusEvidence(found).map((line) => `  ${line}`)].join('\n')}\n`;
}

/** What the first line rests on, a line each. */
export function statusEvidence({ verdict, group, lag, internalTopics, holds, marks }: ApplicationStatus): string[] {
  const { replicas, partitions, bytes } = internalTopics;
  return [
    `${verdict.kind}: ${printable(verdict.evidence)}`,
    ...(verdict.restore === null ? [] : [restoreWords(verdict.restore)]),
    ...groupLines({ ...group, marks: marks.filter(({ rule }) => rule === 'rebalancing') }).map(printable),
    ...(lag.most === null
      ? []
      : [
          `furthest behind: ${printable(lag.most.topic)}, partition ${lag.most.partition}, lag ${lag.most.records.toLocaleString('en-US')}`,
        ]),
    ...(replicas > partitions
      ? [`internal topics with replicas: ${replicas} partitions${bytes === null ? '' : `, ${bytesWords(bytes)}`}`]
      : []),
    ...holds.map(holdingText),
    ...marks
      .filter(({ severity }) => severity !== 'info')
      .map(({ severity, of, message }) => `${severity} ${printable(of)}: ${printable(message)}`),
  ];
}

function holdingText({ instance, activeTasks, standbyTasks, storePartitions }: Holding): string {
  const standbys = standbyTasks > 0 ? ` and ${plural(standbyTasks, 'standby', 'standbys')}` : '';
  const ofStores = storePartitions === null ? '' : `, ${plural(storePartitions, 'partition', 'partitions')} of stores`;
  return `${shortText(instance)}: ${plural(activeTasks, 'task', 'tasks')}${standbys}${ofStores}`;
}

const perhapsWords = (count: number): string => (count === 0 ? '' : ` (${count} perhaps of another application)`);

function lagWords({ records, unknownPartitions, trend }: Lag): string {
  if (records === null) return 'lag not known';
  const moving = trend === null ? '' : ` and ${trend}`;
  const unknown = unknownPartitions === 0 ? '' : ` (${plural(unknownPartitions, 'partition', 'partitions')} not known)`;
  return `lag ${records.toLocaleString('en-US')}${moving}${unknown}`;
}

function restoreWords({ done, total, bytesLeft, perSecond, secondsLeft }: NonNullable<Verdict['restore']>): string {
  const number = (value: number): string => Math.round(value).toLocaleString('en-US');
  const share = total === 0 ? '' : ` (${Math.floor((100 * done) / total)} %)`;
  return [
    `${number(done)} of ${number(total)} offsets${share}`,
    ...(bytesLeft === null ? [] : [`about ${bytesWords(bytesLeft)} left`]),
    ...(perSecond === null ? [] : [`${number(perSecond)} a second`]),
    ...(secondsLeft === null ? [] : [`about ${durationWords(Math.ceil(secondsLeft) * 1000)} to go`]),
  ].join(', ');
}
