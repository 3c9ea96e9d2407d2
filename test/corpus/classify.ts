/** One corpus entry's truth against what the report says of it. */
import type { InternalTopicReport, Report, TopologyReport } from '../../src/core/report.js';

export interface CorpusEntry {
  readonly id: string;
  readonly repo: string;
  readonly commit: string;
  readonly language: string;
  readonly entry: { readonly file: string; readonly method: string };
  readonly kafka: { readonly declared: string; readonly ranOn: string | null };
  readonly truth: {
    readonly stores: readonly {
      readonly name: string;
      readonly global: boolean;
      readonly changelog: string | null;
      readonly file: string;
      readonly line: number;
    }[];
    readonly changelogs: readonly string[];
    readonly repartitions: readonly { readonly topic: string; readonly file: string; readonly line: number }[];
  };
  readonly describe?: string;
}

export interface Count {
  exact: number;
  unknown: number;
  wrong: number;
}

export type Kind = 'store' | 'changelog' | 'repartition' | 'describe';

export interface Classification {
  readonly counts: Readonly<Record<Kind, Count>>;
  /** What is wrong and what is unknown, one line each. */
  readonly notes: readonly string[];
}

/** `root`: where the report's paths start, relative to the repository, with a slash at the end or empty. */
export function classify(entry: CorpusEntry, report: Report, root: string): Classification {
  const { chosen, strict } = chooseTopologies(entry, report, root);
  if (chosen.length === 0) return againstNothing(entry);
  const results = chosen.map((topology) => againstTopology(entry, topology));
  if (strict) return sum(entry, results);
  // Nothing with that method's name: the topology of the file that has most of the truth.
  return results.sort((a, b) => exactOf(b) - exactOf(a))[0]!;
}

/** Those whose entry is the corpus's, else those that start in its file or make something where the truth is. */
function chooseTopologies(entry: CorpusEntry, report: Report, root: string): { chosen: readonly TopologyReport[]; strict: boolean } {
  const method = entry.entry.method.split(' ').at(-1)!;
  const inFile = report.topologies.filter((t) => root + t.entry.file === entry.entry.file);
  const same = inFile.filter((t) => t.entry.symbol.split('.').at(-1) === method);
  if (same.length > 0) return { chosen: same, strict: true };
  if (inFile.length > 0) return { chosen: inFile, strict: false };
  const places = new Set([...entry.truth.stores, ...entry.truth.repartitions].map((s) => `${s.file}:${s.line}`));
  const touching = report.topologies.filter((t) =>
    [...t.stores, ...t.repartitions].some((s) => places.has(`${root}${s.location.file}:${s.location.line}`)),
  );
  return { chosen: touching, strict: false };
}

function againstNothing({ truth, describe }: CorpusEntry): Classification {
  const unknown = (n: number): Count => ({ exact: 0, unknown: n, wrong: 0 });
  const counts = {
    store: unknown(truth.stores.length),
    changelog: unknown(truth.changelogs.length),
    repartition: unknown(truth.repartitions.length),
    describe: unknown(describe === undefined ? 0 : 1),
  };
  return { counts, notes: ['not analysed'] };
}

function againstTopology(entry: CorpusEntry, topology: TopologyReport): Classification {
  const { truth } = entry;
  const counts: Record<Kind, Count> = { store: zero(), changelog: zero(), repartition: zero(), describe: zero() };
  const notes: string[] = [];
  const wrong = (kind: Kind, note: string): void => {
    counts[kind].wrong++;
    notes.push(`WRONG ${kind}: ${note}`);
  };
  const unknown = (kind: Kind, note: string): void => {
    counts[kind].unknown++;
    notes.push(`unknown ${kind}: ${note}`);
  };

  const stores = topology.stores.filter((s) => !s.unconnected);
  for (const theirs of truth.stores) {
    const ours = stores.find((s) => s.name === theirs.name);
    const internal = theirs.changelog !== null && truth.changelogs.includes(theirs.changelog);
    if (ours === undefined) {
      if (topology.complete) wrong('store', `${theirs.name} is missing from a topology that is said to be complete`);
      else unknown('store', theirs.name);
      if (internal) unknown('changelog', theirs.changelog);
      continue;
    }
    counts.store.exact++;
    if (theirs.changelog === null) {
      if (ours.changelog !== null && ours.changelog.name !== null && !ours.changelog.reusesSourceTopic && !ours.global)
        wrong('changelog', `${ours.changelog.name} does not exist`);
      continue;
    }
    if (ours.changelog === null) {
      if (ours.loggingEnabled === false) wrong('changelog', `${theirs.changelog} is said not to exist`);
      else if (internal) unknown('changelog', theirs.changelog);
    } else if (ours.changelog.name === null) {
      if (internal) unknown('changelog', `${theirs.changelog}${ours.changelog.suffix === null ? '' : ', all but the application id'}`);
    } else if (ours.changelog.name !== theirs.changelog) wrong('changelog', `${ours.changelog.name}, but it is ${theirs.changelog}`);
    else if (ours.changelog.reusesSourceTopic === internal)
      wrong('changelog', `${theirs.changelog} is ${internal ? 'no' : 'a'} source topic`);
    else if (internal) counts.changelog.exact++;
  }
  for (const { name, location } of stores) {
    if (name !== null && !truth.stores.some((s) => s.name === name)) wrong('store', `${name} (line ${location.line}) does not exist`);
  }

  const changelogs = new Set(stores.map((s) => s.changelog?.name));
  const topics: readonly InternalTopicReport[] = [
    ...topology.repartitions,
    ...topology.otherInternalTopics.filter((t) => !changelogs.has(t.name)),
  ];
  for (const { topic } of truth.repartitions) {
    if (topics.some((t) => t.name === topic)) counts.repartition.exact++;
    else if (topics.some((t) => t.name === null && t.suffix !== null && topic.endsWith(`-${t.suffix}`)))
      unknown('repartition', `${topic}, all but the application id`);
    else if (topology.complete && topology.applicationId !== null)
      wrong('repartition', `${topic} is missing from a topology that is said to be complete`);
    else unknown('repartition', topic);
  }
  for (const { name, location } of topics) {
    if (name !== null && !truth.repartitions.some((t) => t.topic === name))
      wrong('repartition', `${name} (line ${location.line}) does not exist`);
  }

  if (entry.describe !== undefined) {
    if (topology.describe === null) unknown('describe', topology.gaps[0]?.reason ?? 'no reason given');
    else if (withoutExtractors(topology.describe) === withoutExtractors(entry.describe)) counts.describe.exact++;
    else wrong('describe', firstDifference(entry.describe, topology.describe));
  }
  return { counts, notes };
}

function sum(entry: CorpusEntry, results: readonly Classification[]): Classification {
  if (results.length === 1) return results[0]!;
  // Several topologies of one method: each truth counts once, for the topology that has it best; every wrong name counts.
  const best = [...results].sort((a, b) => exactOf(b) - exactOf(a))[0]!;
  const counts = { store: zero(), changelog: zero(), repartition: zero(), describe: zero() };
  for (const kind of Object.keys(counts) as Kind[]) {
    counts[kind] = { ...best.counts[kind], wrong: results.reduce((n, r) => n + r.counts[kind].wrong, 0) };
  }
  return { counts, notes: [`${results.length} topologies in ${entry.entry.method}`, ...results.flatMap((r) => r.notes)] };
}

function exactOf({ counts }: Classification): number {
  return counts.store.exact + counts.changelog.exact + counts.repartition.exact + counts.describe.exact;
}

function zero(): Count {
  return { exact: 0, unknown: 0, wrong: 0 };
}

/** The library names a lambda by its address. */
function withoutExtractors(text: string): string {
  return text.replaceAll(/\(extractor class: .*\)/g, '(extractor class: ?)');
}

function firstDifference(theirs: string, ours: string): string {
  const [a, b] = [theirs.split('\n'), ours.split('\n')];
  const at = Math.max(
    a.findIndex((line, i) => line !== b[i]),
    0,
  );
  return `line ${at + 1}: the library ${JSON.stringify(a[at])}, we ${JSON.stringify(b[at] ?? null)}`;
}
