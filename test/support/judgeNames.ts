/** What the reports of a program say, held against the names that the real library made of it. */
import type { InternalTopicReport, TopologyReport } from '../../src/core/report.js';
import type { OracleAnswer } from './oracleAnswer.js';

/** Names with their kind (`store NAME`, `changelog TOPIC`, `repartition TOPIC`), each set sorted. */
export interface Verdict {
  /** Made by the library, and said so. */
  readonly exact: readonly string[];
  /** Made by the library and not said, where the report says that something is not known. */
  readonly unknown: readonly string[];
  /** Said, and not made. */
  readonly wrong: readonly string[];
  /** Made and not said, by a report that knows of nothing that it lacks. */
  readonly leftOut: readonly string[];
}

/** Where the library throws instead of making a topology, that is the one thing to be said. */
const failure = 'the library throws';

/** Of a program whose names are these, or that ends in an exception. */
export function judgeNames(names: readonly string[] | undefined, reports: readonly TopologyReport[]): Verdict {
  const said = new Set(reports.flatMap(exactNames));
  if (names === undefined) return judgeFailure(reports, said);
  const made = new Set(names);
  const missing = [...made].filter((name) => !said.has(name));
  return {
    exact: [...made].filter((name) => said.has(name)).sort(),
    unknown: missing.filter((name) => admits(reports, name)).sort(),
    wrong: [...said].filter((name) => !made.has(name)).sort(),
    leftOut: missing.filter((name) => !admits(reports, name)).sort(),
  };
}

/** A topology that ends in an exception has names up to there in our report, which are no claim as long as it says so, or is not sure. */
function judgeFailure(reports: readonly TopologyReport[], said: ReadonlySet<string>): Verdict {
  const nothing: Verdict = { exact: [], unknown: [], wrong: [], leftOut: [] };
  if (reports.length === 0) return { ...nothing, leftOut: [failure] };
  if (reports.some((report) => report.error !== null)) return { ...nothing, exact: [failure] };
  if (reports.some((report) => report.gaps.length > 0)) return { ...nothing, unknown: [failure] };
  return { ...nothing, wrong: said.size > 0 ? [...said].sort() : [failure] };
}

/**
 * What the library makes; undefined: it throws. It restores a global store from its source topic, and a source topic that is reused is
 * none of its own.
 */
export function namesMade(answer: OracleAnswer): string[] | undefined {
  if (answer.status === 'error') return undefined;
  return [
    ...answer.stores.filter((store) => store.unconnected !== true).map(({ name }) => `store ${name}`),
    ...answer.changelogTopics.filter((topic) => topic.isSourceTopic !== true).map(({ name }) => `changelog ${name}`),
    ...answer.repartitionTopics.map(({ name }) => `repartition ${name}`),
  ].sort();
}

interface Said {
  readonly kind: 'store' | 'changelog' | 'repartition';
  readonly name: string | null;
}

function exactNames(report: TopologyReport): string[] {
  return everyName(report).flatMap(({ kind, name }) => (name === null ? [] : [`${kind} ${name}`]));
}

function everyName(report: TopologyReport): Said[] {
  const ofTopic = (kind: Said['kind'], topic: InternalTopicReport | null): Said[] =>
    topic === null || topic.reusesSourceTopic ? [] : [{ kind, name: topic.name }];
  return [
    ...report.stores.flatMap((store): Said[] =>
      store.unconnected ? [] : [{ kind: 'store', name: store.name }, ...ofTopic('changelog', store.changelog)],
    ),
    ...report.repartitions.flatMap((topic) => ofTopic('repartition', topic)),
  ];
}

/** A name of the same kind that is not exact may stand for it; so may what a gap tells of. */
function admits(reports: readonly TopologyReport[], name: string): boolean {
  const kind = name.slice(0, name.indexOf(' '));
  return reports.some((report) => report.gaps.length > 0 || everyName(report).some((said) => said.kind === kind && said.name === null));
}
