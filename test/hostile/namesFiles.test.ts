/** Lock files and saved descriptions that nobody wrote: read in time that grows as they do, and never printed raw. */
import { describe, expect, test } from 'vitest';
import { parseTopologyText } from '../../src/core/description/topologyText.js';
import { compareNames } from '../../src/core/names/compareNames.js';
import { parseDescription } from '../../src/core/names/describedNames.js';
import { LockFileError, parseLockFile } from '../../src/core/names/lockFile.js';
import type { PersistentName, TopologyNames } from '../../src/core/names/topologyNames.js';
import { runCommand } from '../support/runCommand.js';
import { countingClass, temporaryProject } from '../support/temporaryProject.js';

const hangs = 60_000;

const store = (name: string, more: Partial<PersistentName> = {}): PersistentName => ({
  kind: 'store', name, exact: true, changelog: null, autoNamed: true, operator: 'count', from: ['in'], location: null, ...more,
}); // prettier-ignore
const numbered = (count: number, first = 0): PersistentName[] =>
  Array.from({ length: count }, (_, i) => store(`KSTREAM-AGGREGATE-STATE-STORE-${String(first + i).padStart(10, '0')}`));
const topology = (names: readonly PersistentName[], id = 'A.java#A.build'): TopologyNames => ({ id, applicationId: null, names });

describe('a description', () => {
  test('has no sub-topology of a number that the library cannot write', () => {
    expect(parseTopologyText('Topologies:\n   Sub-topology: 99999999999999999999\n')).toEqual([]);
    expect(parseTopologyText(`Topologies:\n   Sub-topology: ${'1'.repeat(1_000_000)}\u2028\n`)).toEqual([]);
    expect(parseTopologyText('Topologies:\n   Sub-topology: 7\n')?.[0]?.id).toBe(7);
  });

  const head = 'Topologies:\n   Sub-topology: 0\n    Source: S (topics: [in])\n';

  test.each([
    ['an arrow before many spaces', `      --> a${' '.repeat(2_000_000)}b\n`],
    ['a node of many beginnings', `    Source: ${'a (topics: '.repeat(200_000)}\n`],
    ['a node of many ends', `    Source: a (topics: ${') '.repeat(1_000_000)}b\n`],
    ['many spaces before nothing', `${' '.repeat(2_000_000)}x\n`],
  ])(
    'with a long line: %s',
    (_, line) => {
      expect(parseTopologyText(`${head}${line}    Sink: T (topic: out)\n`)?.[0]?.nodes.map(({ name }) => name)).toEqual(['S', 'T']);
    },
    hangs,
  );

  test(
    'of many sub-topologies in a row is read, and says of the first what it comes from',
    () => {
      const part = (i: number): string =>
        `  Sub-topology: ${i}\n    Source: S${i} (topics: [t${i}-repartition])\n      --> P${i}\n    Processor: P${i} (stores: [s${i}])\n      --> K${i}\n    Sink: K${i} (topic: t${i + 1}-repartition)\n`;
      const names = parseDescription(`Topologies:\n${Array.from({ length: 5_000 }, (_, i) => part(i)).join('')}`, 'd')?.names;
      expect(names?.[0]).toMatchObject({ name: 's0', from: ['t0-repartition'] });
      expect(names?.filter(({ kind }) => kind === 'store')).toHaveLength(5_000);
    },
    hangs,
  );
});

describe('a comparison', () => {
  test(
    'of 400 stores with 100,000 lines ends, and keeps what is equal',
    () => {
      const [comparison] = compareNames([topology(numbered(100_000))], [topology(numbered(400))]);
      expect(comparison?.kept).toHaveLength(400);
      expect(comparison?.removed).toHaveLength(99_600);
      expect(comparison?.moved).toEqual([]);
    },
    hangs,
  );

  test(
    'of 100,000 lines of one name, and of as many topologies, ends',
    () => {
      const equal = Array.from({ length: 100_000 }, () => store('s', { autoNamed: false }));
      expect(compareNames([topology(equal)], [topology([...equal])])[0]?.kept).toHaveLength(100_000);
      const many = Array.from({ length: 100_000 }, (_, i) => topology([], `A${i}.java#A${i}.build`));
      expect(compareNames(many, [...many].reverse())).toHaveLength(100_000);
    },
    hangs,
  );

  test('of topologies that are called as an object has members pairs them', () => {
    const ids = ['__proto__', 'constructor', 'toString'];
    const sides = ids.map((id) => topology([store('s', { autoNamed: false })], id));
    expect(
      compareNames(
        sides,
        sides.map((one) => ({ ...one })),
      ).map(({ before, after }) => [before?.id, after?.id]),
    ).toEqual(ids.map((id) => [id, id]));
  });
});

describe('a lock file', () => {
  test.each([
    ['"\\u001b[31m1"', 'its formatVersion is "\\u001b[31m1"; this program reads 1'],
    [`{"toString": 1}`, 'its formatVersion is no number; this program reads 1'],
    [`${'['.repeat(50_000)}${']'.repeat(50_000)}`, 'its formatVersion is no number; this program reads 1'],
  ])('of the format %.20s cannot be read', (version, message) => {
    const read = (): unknown => parseLockFile(`{"formatVersion": ${version}, "topologies": []}`);
    expect(read).toThrow(LockFileError);
    expect(read).toThrow(message);
  });

  test(
    'prints nothing raw, whatever is called so',
    async () => {
      const steering = '\u001b[31mred\u202e\r\nnext';
      const lock = {
        formatVersion: 1,
        topologies: [
          { id: steering, applicationId: steering, stores: [{ store: steering, operator: steering, from: [steering] }], repartitions: [] },
        ],
      };
      const cwd = temporaryProject({
        'A.java': countingClass('A'),
        'names.json': JSON.stringify(lock),
        'wrong.json': '{"formatVersion": "\\u001b[31m1", "topologies": []}',
        [`d\u001b[31m\u202e.topology`]: 'no description',
      });
      for (const args of [
        ['diff', 'names.json', '.'],
        ['diff', 'wrong.json', '.'],
        ['diff', 'd\u001b[31m\u202e.topology', '.'],
        ['describe', 'd\u001b[31m\u202e.topology'],
        ['diff', 'git:\u001b[31m', '.'],
        ['diff', '\u001b[31mnothing', '.'],
        ['lock', '.', '--check', '--file', '\u001b[31mnothing'],
      ]) {
        const { output, said, status } = await runCommand(cwd, ...args);
        expect(status).toBeGreaterThan(0);
        // oxlint-disable-next-line no-control-regex -- that is what must not be there
        expect([output, ...said].join('\n')).not.toMatch(/[\u001b\r\u202e]/);
      }
    },
    hangs,
  );
});
