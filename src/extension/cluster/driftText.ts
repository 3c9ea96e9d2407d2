/** What a start of the code would find, make and leave behind on a cluster, as lines of text. */
import { comparedWords, type Drift, type DriftKind, type DriftReport } from '../../kafka/applications/findDrift.js';
import type { TextLine } from './readonlyTexts.js';
import { oneLine } from './textTable.js';

const titles: Readonly<Record<DriftKind, string>> = {
  'missing-source': 'Missing source topics',
  partitions: 'Wrong partition counts',
  policy: 'Other cleanup policies',
  retention: 'Other retention times',
  'to-be-created': 'To be created',
  orphaned: 'Orphaned',
  'not-determinable': 'Not determinable',
};

export interface Compared {
  readonly cluster: string;
  readonly application: string;
  readonly folder: string | undefined;
  /** In words. */
  readonly at: string;
}

export function driftLines(report: DriftReport, { cluster, application, folder, at }: Compared): TextLine[] {
  const { drifts } = report;
  const kinds = (Object.keys(titles) as DriftKind[]).filter((kind) => drifts.some((drift) => drift.kind === kind));
  return [
    { text: oneLine(`Application ${application}: code and cluster ${cluster}`) },
    {
      text: `${comparedWords(report)} at ${at}`,
    },
    { text: '' },
    ...(kinds.length === 0
      ? [{ text: 'No difference: every topic of the code is there, as the code asks for it, and none is left over.' }]
      : []),
    ...kinds.flatMap((kind) => [
      { text: titles[kind] },
      ...drifts.filter((drift) => drift.kind === kind).flatMap((drift) => oneDrift(drift, folder)),
      { text: '' },
    ]),
  ];
}

function oneDrift({ topic, store, message, source }: Drift, folder: string | undefined): TextLine[] {
  const what = topic ?? store ?? 'a topic whose name is not known';
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
