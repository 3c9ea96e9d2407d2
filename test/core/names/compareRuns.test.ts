/** What an upgrade or the switch of the optimisation moves, beside what the library made of the same programs on both sides. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { compareRuns, type RunComparison } from '../../../src/core/names/compareRuns.js';
import type { OracleAnswer, OracleTopology } from '../../support/oracleAnswer.js';
import { createTextAnalyser } from '../../support/textAnalyser.js';

const golden = path.join(import.meta.dirname, '../../oracle/golden');
const analyser = await createTextAnalyser();
afterAll(() => analyser.dispose());

const answerOf = (version: string, name: string): OracleAnswer =>
  JSON.parse(readFileSync(path.join(golden, version, `${name}.json`), 'utf8')) as OracleAnswer;
const casesOf = (version: string): string[] =>
  readdirSync(path.join(golden, version)).flatMap((file) => (file.endsWith('.json') ? [file.slice(0, -'.json'.length)] : []));

function reportOf({ case: name, kafka, applicationId, props }: OracleAnswer) {
  const file = `${name.replace(/@.*/, '')}.java`;
  const text = readFileSync(path.join(golden, kafka, 'src', file), 'utf8');
  const settings = {
    kafkaVersion: { version: kafka, from: 'option' },
    applicationId,
    optimization: props['topology.optimization'],
  } as const;
  const report = analyser.analyse({ [file]: text }, props, settings);
  const own = report.topologies.filter(({ id }) => /\.(?:build|buildTopology|topology)$/.test(id));
  return { ...report, topologies: own };
}

/** What of the library's answer can be orphaned, without the application's id. */
function namesOf({ stores, repartitionTopics, applicationId }: OracleTopology): Set<string> {
  const topics = repartitionTopics.map(({ name }) => name.replace(`${applicationId}-`, ''));
  return new Set([...stores.flatMap(({ name, global }) => (global === true ? [] : [name])), ...topics]);
}

const minus = (a: ReadonlySet<string>, b: ReadonlySet<string>): string[] => [...a].filter((name) => !b.has(name)).sort();

/** Names of one side only, by what is said: of what moved, came and went. */
function saidOf({ moved, added, removed }: RunComparison['names']): { readonly gone: string[]; readonly come: string[] } {
  const before = new Set([...moved.map((pair) => pair.before.name), ...removed.map(({ name }) => name)]);
  const after = new Set([...moved.map((pair) => pair.after.name), ...added.map(({ name }) => name)]);
  return { gone: minus(before, after), come: minus(after, before) };
}

function pairsOf(from: string, to: string): (readonly [string, OracleTopology, OracleTopology])[] {
  const there = new Set(casesOf(to));
  return casesOf(from).flatMap((name) => {
    const other = from === to ? `${name}@opt` : name;
    if (!there.has(other)) return [];
    const [before, after] = [answerOf(from, name), answerOf(to, other)];
    if (before.status !== 'ok' || after.status !== 'ok') return [];
    const file = `${name.replace(/@.*/, '')}.java`;
    const isSame = readFileSync(path.join(golden, from, 'src', file), 'utf8') === readFileSync(path.join(golden, to, 'src', file), 'utf8');
    return isSame ? [[name, before, after] as const] : [];
  });
}

describe.each([
  ['2.8.2', '4.3.0'],
  ['3.9.1', '4.3.0'],
  ['4.3.0', '4.3.0'],
])('%s to %s (the same: with optimisation)', (from, to) => {
  const pairs = pairsOf(from, to);
  test('there are programs of which both sides are known', () => expect(pairs.length).toBeGreaterThan(10));

  test.each(pairs)('%s', (_, before, after) => {
    const [left, right] = [reportOf(before), reportOf(after)];
    const [comparison, ...more] = compareRuns(left, right);
    expect(more).toEqual([]);
    const [old, now] = [namesOf(before), namesOf(after)];
    expect(comparison === undefined ? undefined : saidOf(comparison.names)).toEqual(
      left.topologies.length === 0 ? undefined : { gone: minus(old, now), come: minus(now, old) },
    );
    const moved = comparison?.changes.filter(({ kind }) => kind === 'sub-topology') ?? [];
    expect(moved.toSorted(byStore)).toEqual(movedStores(before, after).toSorted(byStore));
  });
});

const byStore = (a: { readonly of: string | null }, b: { readonly of: string | null }): number => ((a.of ?? '') < (b.of ?? '') ? -1 : 1);

/** Stores that the library put into another sub-topology, of those that have the same name. */
function movedStores(before: OracleTopology, after: OracleTopology) {
  const placesOf = ({ subtopologies }: OracleTopology): Map<string, string> =>
    new Map(
      subtopologies.flatMap(({ id, nodes }) => nodes.flatMap(({ stores = [] }) => stores.map((store) => [store, String(id)] as const))),
    );
  const now = placesOf(after);
  return [...placesOf(before)].flatMap(([of, from]) => {
    const to = now.get(of);
    return to === undefined || to === from ? [] : [{ kind: 'sub-topology', of, before: from, after: to }];
  });
}
