/** Which files name a class, one above it or one below it: only their code calls what its objects have. */
import { lastSegment } from '../form/labels.js';
import { parentTypes } from '../form/walk.js';
import type { ClassInfo, Program } from '../jvm/program.js';

type Mentions = (file: string) => boolean;

/** Each file, and each family, is looked through once. Of a family that is too large to be known, each file may name one. */
export function createFamilyMentions(program: Program, textOf: (file: string) => string): (info: ClassInfo) => Mentions {
  const words = new Map<string, ReadonlySet<string>>();
  const mentions = new Map<ClassInfo, Mentions>();
  const wordsOf = (file: string): ReadonlySet<string> => {
    let found = words.get(file);
    if (found === undefined) words.set(file, (found = new Set(textOf(file).match(/\w+/g))));
    return found;
  };
  return (info) => {
    let found = mentions.get(info);
    if (found === undefined) mentions.set(info, (found = mentionsOf(familyNames(program, info), wordsOf)));
    return found;
  };
}

function mentionsOf(names: readonly string[] | undefined, wordsOf: (file: string) => ReadonlySet<string>): Mentions {
  if (names === undefined) return () => true;
  // A name with other letters has words of its own.
  const inWords = names.map((name) => name.match(/\w+/g) ?? []);
  const known = new Map<string, boolean>();
  return (file) => {
    let found = known.get(file);
    if (found === undefined) {
      const words = wordsOf(file);
      known.set(file, (found = inWords.some((parts) => parts.every((part) => words.has(part)))));
    }
    return found;
  };
}

/** The names by which code may call what an object of the class has: its own, and those of classes above and below it. */
function familyNames(program: Program, info: ClassInfo): readonly string[] | undefined {
  const below = program.subclassesOf(info);
  if (below === undefined) return undefined;
  const family = [info, ...program.lineage(info).classes, ...below];
  const above = family.flatMap(({ declaration }) => parentTypes(declaration));
  const names = [...family.map(({ declaration }) => declaration.name), ...above.map(({ name }) => lastSegment(name))];
  return [...new Set(names)].filter((name) => name !== '');
}
