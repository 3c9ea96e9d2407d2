/** Lock files and comparisons: what is written is read back, damage is said, and every name is accounted for once. */
import { compareNames, isSame } from '../../../src/core/names/compareNames.js';
import { LockFileError, parseLockFile, toLockFile } from '../../../src/core/names/lockFile.js';
import type { PersistentName, TopologyNames } from '../../../src/core/names/topologyNames.js';
import { mutate, type Random } from '../../robustness/mutations.js';
import type { FuzzTarget } from './fuzzTarget.js';
import { below, pick } from './randomBytes.js';

const texts = [
  'a',
  'b',
  'orders',
  'KSTREAM-AGGREGATE-STATE-STORE-0000000001',
  'KSTREAM-AGGREGATE-STATE-STORE-0000000007',
  'KSTREAM-JOINTHIS-0000000009-store',
  '"\\\n',
  '\u2028',
  '\ud800',
  '',
  '__proto__',
  'constructor',
];

function nameOf(random: Random): PersistentName {
  const name = pick(random, texts);
  const isStore = random() < 0.6;
  return {
    kind: isStore ? 'store' : 'repartition',
    name,
    exact: random() < 0.9,
    changelog: isStore ? pick(random, [null, undefined, `${name}-changelog`]) : undefined,
    autoNamed: /\d{10}/.test(name),
    operator: pick(random, [null, 'count', 'reduce', 'join']),
    from: Array.from({ length: below(random, 3) }, () => pick(random, texts)),
    location: null,
  };
}

/** Ids differ, as those of a report do. */
function namesOf(random: Random): TopologyNames[] {
  return ['A.java#A.a', 'A.java#A.b', 'B.java#A.a', '__proto__'].flatMap((id) => {
    if (random() < 0.5) return [];
    const names = Array.from({ length: below(random, 7) }, () => nameOf(random));
    const inOrder = [...names.filter(({ kind }) => kind === 'store'), ...names.filter(({ kind }) => kind === 'repartition')];
    return [{ id, applicationId: pick(random, [null, 'app', 'other']), names: inOrder }];
  });
}

export const lockFiles: FuzzTarget = {
  name: 'lock files',
  prepare: () => (random) => {
    const [before, after] = [namesOf(random), namesOf(random)];
    const damaged = mutate(toLockFile(before), random);
    return {
      input: JSON.stringify([before, after, damaged]),
      run() {
        isReadBack(before);
        for (const { kept, added, removed, moved, takenOver, ...one } of compareNames(before, after)) {
          accountsForAll(one.before, [...kept, ...moved].map((pair) => pair.before).concat(removed));
          accountsForAll(one.after, [...kept, ...moved].map((pair) => pair.after).concat(added));
          if (takenOver.some((pair) => pair.before.name !== pair.after.name)) throw new Error('a name is taken over by another one');
        }
        const read = parseOrRefuse(damaged);
        if (read === undefined) return;
        compareNames(before, read);
        compareNames(read, after);
        const again = parseLockFile(toLockFile(read));
        if (toLockFile(again ?? []) !== toLockFile(read)) throw new Error('what was read is not written as it was');
      },
    };
  },
};

function isReadBack(names: readonly TopologyNames[]): void {
  const read = parseLockFile(toLockFile(names));
  const byId = (all: readonly TopologyNames[]): string => JSON.stringify([...all].sort((a, b) => (a.id < b.id ? -1 : 1)));
  if (read === undefined || byId(read) !== byId(names)) throw new Error(`it is read as ${JSON.stringify(read)}`);
  if (!compareNames(names, read).every(isSame)) throw new Error('what was read back differs');
  if (!compareNames(names, names).every(isSame)) throw new Error('it differs from itself');
}

function accountsForAll(topology: TopologyNames | undefined, told: readonly PersistentName[]): void {
  const names = topology?.names ?? [];
  if (told.length !== names.length || new Set(told).size !== told.length || !names.every((name) => told.includes(name)))
    throw new Error(`of ${names.length} names ${told.length} are told of`);
}

function parseOrRefuse(text: string): TopologyNames[] | undefined {
  try {
    return parseLockFile(text);
  } catch (error) {
    if (error instanceof LockFileError) return undefined;
    throw error;
  }
}
