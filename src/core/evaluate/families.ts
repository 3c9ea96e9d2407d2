/** Which files name a class, one above it or one below it: only their code calls what its objects have. */
import type { SourceUnit } from '../form/form.js';
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
    if (found === undefined) mentions.set(info, (found = mentionsOf(program, familyNames(program, info), wordsOf)));
    return found;
  };
}

interface FamilyName {
  readonly name: string;
  /** The class of the sources that it is the name of. */
  readonly info: ClassInfo | undefined;
}

function mentionsOf(program: Program, names: readonly FamilyName[] | undefined, wordsOf: (file: string) => ReadonlySet<string>): Mentions {
  if (names === undefined) return () => true;
  // A name with other letters has words of its own.
  const inWords = names.map(({ name, info }) => ({ name, info, parts: name.match(/\w+/g) ?? [] }));
  const known = new Map<string, boolean>();
  return (file) => {
    let found = known.get(file);
    if (found === undefined) {
      const words = wordsOf(file);
      known.set(
        file,
        (found = inWords.some((one) => one.parts.every((part) => words.has(part)) && !isOther(program.unit(file), words, one))),
      );
    }
    return found;
  };
}

/** In the file the name is for certain another class's: one that it imports, or any where the family's cannot be seen. */
function isOther(unit: SourceUnit | undefined, words: ReadonlySet<string>, { name, info }: FamilyName): boolean {
  if (unit === undefined || info === undefined || info.outer !== undefined || info.isLocal || unit.package === info.unit.package)
    return false;
  if (info.unit.language === 'java' && !info.declaration.modifiers.includes('public')) return true;
  if (info.qualifiedName.match(/\w+/g)!.every((word) => words.has(word))) return false;
  return unit.imports.some(({ path, isStatic, wildcard }) => !isStatic && !wildcard && lastSegment(path) === name);
}

/** The names by which code may call what an object of the class has: its own, and those of classes above and below it. */
function familyNames(program: Program, info: ClassInfo): readonly FamilyName[] | undefined {
  const below = program.subclassesOf(info);
  if (below === undefined) return undefined;
  const family = [info, ...program.lineage(info).classes, ...below];
  const above = family.flatMap(({ declaration }) => parentTypes(declaration));
  const names = [
    ...family.map((one) => ({ name: one.declaration.name, info: one })),
    ...above.map(({ name }) => ({ name: lastSegment(name), info: undefined })),
  ];
  return names.filter(({ name }) => name !== '');
}
