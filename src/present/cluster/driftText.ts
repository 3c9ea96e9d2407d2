/** What a start of the code would find, make and leave behind on a cluster, as lines of text. */
import { comparedWords, type Drift, type DriftKind, type DriftReport } from '../../applications/findDrift.js';
import { deployedWords } from './groupTexts.js';
import type { TextLine } from '../textLine.js';
import { oneLine } from '../table/textTable.js';

const titles: Readonly<Record<DriftKind, string>> = {
  topology: 'Another topology is deployed, as the brokers have it',
  'missing-source': 'Source topics that the cluster does not have',
  partitions: 'Other number of partitions',
  policy: 'Other cleanup policy',
  retention: 'Other retention',
  'to-be-created': 'To be created at the next start',
  orphaned: 'Orphaned: on the cluster, and not in the code',
  'not-determinable': 'Not determinable',
};

/** By kind, with a title for each kind that there is. */
export const groupDrifts = (drifts: readonly Drift[]): readonly { readonly title: string; readonly drifts: readonly Drift[] }[] =>
  (Object.keys(titles) as DriftKind[]).flatMap((kind) => {
    const some = drifts.filter((one) => one.kind === kind);
    return some.length === 0 ? [] : [{ title: titles[kind], drifts: some }];
  });

export interface Compared {
  readonly cluster: string;
  readonly application: string;
  readonly folder: string | undefined;
  /** In words. */
  readonly at: string;
}

export function driftLines(report: DriftReport, { cluster, application, folder, at }: Compared): TextLine[] {
  const { drifts } = report;
  return [
    { text: oneLine(`Application ${application}: code and cluster ${cluster}`) },
    {
      text: `${comparedWords(report)} at ${at}`,
    },
    ...deployedWords(report.deployed, drifts.filter(({ kind }) => kind === 'topology').length).map((text) => ({ text: oneLine(text) })),
    { text: '' },
    ...(drifts.length === 0
      ? [{ text: 'No difference: every topic of the code is there, as the code asks for it, and none is left over.' }]
      : []),
    ...groupDrifts(drifts).flatMap((group) => [
      { text: group.title },
      ...group.drifts.flatMap((drift) => oneDrift(drift, folder)),
      { text: '' },
    ]),
  ];
}

function oneDrift({ topic, store, node, message, source }: Drift, folder: string | undefined): TextLine[] {
  const what = node ?? topic ?? store ?? 'a topic whose name is not known';
  const ofStore = store === null || topic === null ? '' : `, changelog of ${store}`;
  const before = '    ';
  const place = source === null ? '' : `${source.file}:${source.line}`;
  return [
    { text: oneLine(`  ${what}${ofStore}`) },
    { text: oneLine(`${before}${message}`) },
    ...(source === null
      ? []
      : [
          {
            text: `${before}${place}`,
            ...(folder === undefined ? {} : { link: { start: before.length, end: before.length + place.length, folder, place: source } }),
          },
        ]),
  ];
}
