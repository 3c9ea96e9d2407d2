/** Code against cluster: what a start of this code would find, make and leave behind. */
import { plural } from '../core/features/words.js';
import type { InternalTopicReport, TopologyReport } from '../core/report.js';
import { compareDeployed, type DeployedComparison, type TopologyDifference } from './compareDeployed.js';
import { partitionsOfChangelog, partitionsOfRepartition, type ExpectedPartitions } from './expectedPartitions.js';
import { toExpectedApplication, type ExpectedApplication } from './expectedStores.js';
import type { ApplicationState, TopicState } from './model.js';
import { isSamePolicy } from './cleanupPolicy.js';
import { retentionDifference } from './retentionDifference.js';
import { otherMakerOf } from './otherMaker.js';
import { otherOwners } from './ownerMarks.js';

export type DriftKind =
  | 'to-be-created'
  | 'orphaned'
  | 'partitions'
  | 'policy'
  | 'retention'
  /** The code reads it, and the cluster does not have it: the application does not start. */
  | 'missing-source'
  /** What is deployed is another topology than the code. */
  | 'topology'
  /** No difference that is known; what would decide it is not. */
  | 'not-determinable';

export interface Drift {
  readonly kind: DriftKind;
  /** null: its name is not determined. */
  readonly topic: string | null;
  readonly store: string | null;
  /** Of the kind `topology`: the name of a node, or `Sub-topology 3`. */
  readonly node?: string;
  readonly expected: string | number | null;
  readonly actual: string | number | null;
  readonly message: string;
  readonly source: { readonly file: string; readonly line: number } | null;
}

export interface DriftReport {
  readonly drifts: readonly Drift[];
  /** Internal topics of the code whose names are known, which were compared; and how many it makes in all. */
  readonly compared: number;
  readonly ofCode: number;
  /** Its differences are among the drifts, as `topology`. */
  readonly deployed: Omit<DeployedComparison, 'differences'>;
}

/** How much was compared, in words. */
export const comparedWords = ({ compared, ofCode }: DriftReport): string =>
  `${compared === ofCode ? '' : `${compared} of `}${plural(ofCode, 'internal topic', 'internal topics')} of the code compared`;

interface Made {
  readonly topic: string | null;
  readonly store: string | null;
  readonly report: InternalTopicReport;
  /** How long the store itself keeps windows; null: it has none, or it is not known. */
  readonly keptMs: number | null;
  readonly partitions: ExpectedPartitions;
}

/** `others`: what else the code has, of other applications, or of ones whose ids are not known. */
export function findDrift(
  state: ApplicationState,
  topologies: readonly TopologyReport[],
  others: readonly TopologyReport[] = [],
): DriftReport {
  const code = toExpectedApplication(state.summary.id, topologies);
  const backing = state.stores.flatMap(({ topic }) => topic ?? []);
  const there = new Map([...state.sources, ...state.repartitions, ...state.orphans, ...backing].map((topic) => [topic.name, topic]));
  const countOf = (topic: string): number | undefined => there.get(topic)?.partitions.length;
  const made: Made[] = [
    ...code.stores.flatMap((store): Made[] => {
      const { name, topic, backedBy, report } = store;
      if (backedBy !== 'changelog' || report.changelog === null) return [];
      return [
        { topic, store: name, report: report.changelog, keptMs: report.retentionMs, partitions: partitionsOfChangelog(store, countOf) },
      ];
    }),
    ...code.repartitions.map((topic): Made => {
      return {
        topic: topic.name,
        store: null,
        report: topic.report,
        keptMs: null,
        partitions: partitionsOfRepartition(topic, code.repartitions, countOf),
      };
    }),
  ];
  const { differences, ...deployed } = compareDeployed(state.summary.id, state.deployed, topologies);
  const drifts: Drift[] = [
    ...differences.map(toDrift),
    ...made.flatMap((one) => compare(one, there)),
    ...code.sources.filter((name) => !there.has(name)).map(missingSource),
    ...leftOver(state, code, others),
  ];
  return { drifts, compared: made.filter(({ topic }) => topic !== null).length, ofCode: made.length, deployed };
}

function compare({ topic, store, report, keptMs, partitions }: Made, there: ReadonlyMap<string, TopicState>): Drift[] {
  const source = { file: report.location.file, line: report.location.line };
  const about = { topic, store, source };
  if (topic === null) {
    const may = report.pattern ?? report.alternatives.join(' or ');
    const message = `Its name is not determined by the code${may === '' ? '' : `: ${may}`}.`;
    return [{ ...about, kind: 'not-determinable', expected: null, actual: null, message }];
  }
  const found = there.get(topic);
  const [count, ...others] = 'counts' in partitions ? partitions.counts : [];
  if (found === undefined) {
    const only = others.length === 0 ? count : undefined;
    const size = only === undefined ? '' : `, with ${plural(only, 'partition', 'partitions')}`;
    const message = `The cluster has no such topic: the application makes it at its start${size}.`;
    return [{ ...about, kind: 'to-be-created', expected: only ?? null, actual: null, message }];
  }
  const drifts: Drift[] = [];
  const actual = found.partitions.length;
  if ('whyNot' in partitions) {
    if (partitions.whyNot !== null) drifts.push({ ...about, kind: 'not-determinable', expected: null, actual, message: partitions.whyNot });
  } else if (!partitions.counts.includes(actual)) {
    const should = partitions.counts.join(' or ');
    drifts.push({
      ...about,
      kind: 'partitions',
      expected: others.length === 0 ? partitions.counts[0] : should,
      actual,
      message: `It has ${plural(actual, 'partition', 'partitions')}, and by what the application reads it should have ${should}: the application refuses to start.`,
    });
  }
  const { cleanupPolicy: policy, retentionMs: retention } = found;
  if (report.cleanupPolicy !== null && policy.value !== null && !isSamePolicy(report.cleanupPolicy, policy.value))
    drifts.push({
      ...about,
      kind: 'policy',
      expected: report.cleanupPolicy,
      actual: policy.value,
      message: `Its cleanup policy is ${policy.value}; the code asks for ${report.cleanupPolicy}, which the library does not change on a topic that is there.`,
    });
  const expires = policy.value?.includes('delete') === true;
  if (expires && report.retentionMs !== null && retention.value !== null) {
    const ask = { actual: retention.value, asked: report.retentionMs, kept: keptMs, who: 'the code' } as const;
    const difference = retentionDifference(ask);
    if (difference !== undefined)
      drifts.push({
        ...about,
        kind: difference.isCertain ? 'retention' : 'not-determinable',
        expected: report.retentionMs,
        actual: retention.value,
        message: difference.message,
      });
  }
  return drifts;
}

const toDrift = ({ of, message, source }: TopologyDifference): Drift => ({
  kind: 'topology',
  topic: null,
  store: null,
  node: of,
  expected: null,
  actual: null,
  message,
  source,
});

const missingSource = (topic: string): Drift => ({
  kind: 'missing-source',
  topic,
  store: null,
  expected: null,
  actual: null,
  message: 'The code reads it, and the cluster does not have it: the application does not start without it.',
  source: null,
});

/** Topics on the cluster that the code does not name: orphans where every name of the code is known. */
function leftOver(state: ApplicationState, code: ExpectedApplication, others: readonly TopologyReport[]): Drift[] {
  const names = [...state.summary.changelogs, ...state.summary.repartitions].filter(
    (topic) => ![...code.stores, ...code.repartitions].some((one) => one.couldBe(topic)),
  );
  return names.sort().map((topic): Drift => {
    const about = { topic, store: null, expected: null, actual: null, source: null };
    const maker = otherMakerOf(state.summary.id, topic, others);
    if (maker !== undefined) return { ...about, kind: 'not-determinable', message: `The code of ${maker} makes it, or may.` };
    const owners = otherOwners(state.summary, topic);
    if (owners !== undefined)
      return { ...about, kind: 'not-determinable', message: `The code that is known does not make it, and it may be of ${owners}.` };
    return code.complete
      ? {
          ...about,
          kind: 'orphaned',
          message: 'Nothing in the code makes it: it stays behind, and this application does not read it any more.',
        }
      : { ...about, kind: 'not-determinable', message: 'The code that is known does not make it, and not all of the code is determined.' };
  });
}
