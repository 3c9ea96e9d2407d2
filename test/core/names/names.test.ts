/** Persistent names: what moves, the lock file, and saved descriptions. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { compareNames, isSame } from '../../../src/core/names/compareNames.js';
import { parseDescription } from '../../../src/core/names/describedNames.js';
import { LockFileError, parseLockFile, toLockFile } from '../../../src/core/names/lockFile.js';
import type { PersistentName, TopologyNames } from '../../../src/core/names/topologyNames.js';
import type { OracleAnswer, OracleTopology } from '../../support/oracleAnswer.js';

const store = (name: string, from: string, operator = 'count'): PersistentName => ({
  kind: 'store',
  name,
  exact: !name.includes('?'),
  changelog: `${name}-changelog`,
  autoNamed: /\d{10}|\?{10}/.test(name),
  operator,
  from: [from],
  location: null,
});
const topology = (...names: PersistentName[]): TopologyNames => ({ id: 'App.java#App.build', applicationId: 'app', names });
const aggregate = (n: number): string => `KSTREAM-AGGREGATE-STATE-STORE-${String(n).padStart(10, '0')}`;
const only = (before: TopologyNames, after: TopologyNames) => {
  const [comparison] = compareNames([before], [after]);
  const { moved, added, removed, takenOver, kept } = comparison!;
  const pairs = (list: typeof moved): string[] => list.map((pair) => `${pair.before.name} > ${pair.after.name}`);
  return {
    kept: kept.map((pair) => pair.after.name),
    moved: pairs(moved),
    added: added.map((name) => name.name),
    removed: removed.map((name) => name.name),
    takenOver: takenOver.map((pair) => pair.after.name),
  };
};

describe('what moves', () => {
  test('naming the first of two counts moves the second', () => {
    const before = topology(store(aggregate(1), 'a'), store(aggregate(4), 'b'));
    const after = topology(store('first', 'a'), store(aggregate(3), 'b'));
    expect(only(before, after)).toEqual({
      kept: [],
      moved: [`${aggregate(1)} > first`, `${aggregate(4)} > ${aggregate(3)}`],
      added: [],
      removed: [],
      takenOver: [],
    });
  });

  test('a name that is there before and after may be another operator’s', () => {
    const before = topology(store(aggregate(1), 'a'), store(aggregate(4), 'b'));
    const after = topology(store(aggregate(1), 'c'), store(aggregate(4), 'a'), store(aggregate(7), 'b'));
    expect(only(before, after)).toEqual({
      kept: [],
      moved: [`${aggregate(1)} > ${aggregate(4)}`, `${aggregate(4)} > ${aggregate(7)}`],
      added: [aggregate(1)],
      removed: [],
      takenOver: [aggregate(1), aggregate(4)],
    });
  });

  test('a store that somebody named is that store, whatever makes it', () => {
    const before = topology(store('totals', 'a'), store(aggregate(3), 'b'));
    const after = topology(store(aggregate(1), 'b'), store('totals', 'a', 'aggregate'));
    expect(only(before, after)).toMatchObject({ kept: ['totals'], moved: [`${aggregate(3)} > ${aggregate(1)}`] });
  });

  test('another operator in the same place is another store', () => {
    const before = topology(store('KTABLE-SUPPRESS-STATE-STORE-0000000003', 'a', 'suppress'));
    const after = topology(store(aggregate(3), 'a'));
    expect(only(before, after)).toMatchObject({ moved: [], added: [aggregate(3)], removed: ['KTABLE-SUPPRESS-STATE-STORE-0000000003'] });
  });

  test('logging that is switched off, or a source topic in its place, is a difference', () => {
    const logged = topology(store('totals', 'a'));
    const unlogged = topology({ ...store('totals', 'a'), changelog: null });
    expect(compareNames([logged], [unlogged]).every(isSame)).toBe(false);
    expect(compareNames([logged], [logged]).every(isSame)).toBe(true);
  });

  test('another application id is a difference although every name is kept', () => {
    const [comparison] = compareNames([topology(store('totals', 'a'))], [{ ...topology(store('totals', 'a')), applicationId: 'other' }]);
    expect(comparison).toMatchObject({ applicationIdChanged: true, moved: [] });
    expect(isSame(comparison!)).toBe(false);
  });

  test('topologies are paired by id, else by method, else by application; the rest is on one side only', () => {
    const named = (id: string, applicationId: string | null): TopologyNames => ({ id, applicationId, names: [] });
    const pairs = compareNames(
      [named('a/A.java#A.build', null), named('b/B.java#B.build', null), named('C.java#C.old', 'c'), named('D.java#D.build', 'd')],
      [named('a/A.java#A.build', null), named('x/B.java#B.build', null), named('C.java#C.renamed', 'c'), named('E.java#E.build', 'e')],
    ).map(({ before, after }) => [before?.id, after?.id]);
    expect(pairs).toEqual([
      ['C.java#C.old', 'C.java#C.renamed'],
      ['D.java#D.build', undefined],
      [undefined, 'E.java#E.build'],
      ['a/A.java#A.build', 'a/A.java#A.build'],
      ['b/B.java#B.build', 'x/B.java#B.build'],
    ]);
  });
});

describe('the lock file', () => {
  const names = topology(
    store(aggregate(1), 'a'),
    store('totals', 'b'),
    { ...store('x', 'c'), changelog: null },
    store(aggregate(9).replace(/\d/g, '?'), 'd'),
    {
      ...store('totals-repartition', 'b'),
      kind: 'repartition',
      changelog: undefined,
    },
  );

  test('says again what it was given', () => {
    expect(parseLockFile(toLockFile([names]))).toEqual([names]);
    expect(toLockFile(parseLockFile(toLockFile([names]))!)).toBe(toLockFile([names]));
    expect(parseLockFile(toLockFile([]))).toEqual([]);
  });

  test('has one line for each name', () => {
    const lines = toLockFile([names]).split('\n');
    for (const { name } of names.names) expect(lines.filter((line) => line.includes(`":"${name}"`))).toHaveLength(1);
  });

  test.each([
    ['{"formatVersion": 2, "topologies": []}', /formatVersion is 2/],
    ['{"formatVersion": 1, "topologies": [{}]}', /no id/],
    ['{"formatVersion": 1, "topologies": [{"id": "a"}]}', /list of stores/],
    ['{"formatVersion": 1, "topologies": [{"id": "a", "stores": [7], "repartitions": []}]}', /no store/],
    ['{"formatVersion": 1, "topologies": [ "repartitions": <<<<<<< HEAD', /not valid JSON/],
  ])('%s is refused with the reason', (text, reason) => {
    expect(() => parseLockFile(text)).toThrow(LockFileError);
    expect(() => parseLockFile(text)).toThrow(reason);
  });

  test('other files are no lock files', () => {
    expect(parseLockFile('Topologies:\n')).toBeUndefined();
    expect(parseLockFile('{"a": 1}')).toBeUndefined();
    expect(parseLockFile('[]')).toBeUndefined();
  });
});

describe('a saved description', () => {
  const golden = path.join(path.dirname(fileURLToPath(import.meta.url)), '../../oracle/golden/4.3.0');
  const answers = readdirSync(golden)
    .filter((file) => file.endsWith('.json'))
    .map((file) => JSON.parse(readFileSync(path.join(golden, file), 'utf8')) as OracleAnswer)
    .filter((answer): answer is OracleTopology => answer.status === 'ok');

  test.each(answers.map((answer) => [answer.case, answer] as const))(
    '%s has the library’s stores and repartition topics',
    (name, answer) => {
      const described = parseDescription(answer.describe, name)!;
      const of = (kind: string): string[] => described.names.filter((n) => n.kind === kind).map((n) => n.name);
      const stores = answer.stores.filter((s) => s.global !== true && s.unconnected !== true).map((s) => s.name);
      expect(of('store').sort()).toEqual([...stores].sort());
      const prefix = `${answer.props['__internal.override.topic.prefix__'] ?? answer.applicationId}-`;
      const topics = answer.repartitionTopics.map((topic) => topic.name.slice(prefix.length));
      expect(of('repartition').sort()).toEqual([...topics].sort());
    },
  );

  test('another text is none', () => {
    expect(parseDescription('# Kafka\nTopologies: none', 'x')).toBeUndefined();
  });
});
