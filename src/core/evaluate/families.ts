/** Which files name a class, one above it or one below it: only their code calls what its objects have. */
import { groupBy } from '../../base/groupBy.js';
import { once } from '../../base/once.js';
import { lastSegment } from '../form/labels.js';
import { parentTypes } from '../form/walk.js';
import { wordsIn } from '../form/words.js';
import type { ClassInfo, Program } from '../jvm/program.js';

type Files = ReadonlySet<string>;

/** For each name of its family the files that name it; undefined: the family is too large to be known, and each file may name one. */
export type FilesOfFamily = readonly Files[] | undefined;

interface FamilyName {
  readonly name: string;
  /** The class of the sources that it is the name of. */
  readonly info: ClassInfo | undefined;
}

/** Files that are looked at for names that several classes have: a hundred times what large repositories take. Beyond it each of them counts. */
const mostLooks = 2_000_000;

/** Each file is looked through once, and each name once. */
export function createFamilyMentions(
  program: Program,
  files: readonly string[],
  textOf: (file: string) => string,
): (info: ClassInfo) => FilesOfFamily {
  const known = new Map<ClassInfo, FilesOfFamily>();
  const ofNames = new Map<string, FilesWithName>();
  const filesWith = once(() => indexWords(files, textOf));
  let looksLeft = mostLooks;

  const filesNaming = ({ name, info }: FamilyName): readonly Files[] => {
    let found = ofNames.get(name);
    if (found === undefined) ofNames.set(name, (found = createFilesWithName(program, name, toFiles(filesWith().get(name)))));
    if (info === undefined || info.outer !== undefined || info.isLocal) return [found.all];
    const { unit, declaration } = info;
    const inPackage = found.byPackage().get(unit.package) ?? new Set();
    if (unit.language === 'java' && !declaration.modifiers.includes('public')) return [inPackage];
    const { importing, others } = found.byImports();
    looksLeft -= importing.size;
    if (looksLeft < 0) return [found.all];
    const words = wordsIn(info.qualifiedName);
    const mentions = (file: string, word: string): boolean => {
      const holding = filesWith().get(word);
      return typeof holding === 'string' ? holding === file : holding?.has(file) === true;
    };
    return [others, inPackage, new Set([...importing].filter((file) => words.every((word) => mentions(file, word))))];
  };

  return (info) => {
    if (!known.has(info)) known.set(info, familyNames(program, info)?.flatMap(filesNaming));
    return known.get(info);
  };
}

/** In a file the name is for certain another class's where it imports one of that name, or where the family's cannot be seen. */
interface FilesWithName {
  readonly all: Files;
  byPackage(): ReadonlyMap<string | undefined, Files>;
  byImports(): { readonly importing: Files; readonly others: Files };
}

function createFilesWithName(program: Program, name: string, all: Files): FilesWithName {
  const imports = (file: string): boolean =>
    program.unit(file)?.imports.some(({ path, isStatic, wildcard }) => !isStatic && !wildcard && lastSegment(path) === name) === true;
  return {
    all,
    byPackage: once(() => {
      const groups = groupBy(all, (file) => program.unit(file)?.package);
      return new Map([...groups].map(([packageName, one]) => [packageName, new Set(one)]));
    }),
    byImports: once(() => {
      const importing = new Set([...all].filter(imports));
      return { importing, others: new Set([...all].filter((file) => !importing.has(file))) };
    }),
  };
}

function toFiles(found: string | Files | undefined): Files {
  return typeof found === 'object' ? found : new Set(found === undefined ? [] : [found]);
}

/** Most words stand in one file: there may be millions of these. */
function indexWords(files: readonly string[], textOf: (file: string) => string): ReadonlyMap<string, string | Files> {
  const index = new Map<string, string | Set<string>>();
  for (const file of files) {
    for (const word of wordsIn(textOf(file))) {
      const known = index.get(word);
      if (known === undefined) index.set(word, file);
      else if (typeof known === 'object') known.add(file);
      else if (known !== file) index.set(word, new Set([known, file]));
    }
  }
  return index;
}

/** The names by which code may call what an object of the class has: its own, and those of classes above and below it. */
function familyNames(program: Program, info: ClassInfo): readonly FamilyName[] | undefined {
  const below = program.subclassesOf(info);
  if (below === undefined) return undefined;
  const family = [...new Set([info, ...program.lineage(info).classes, ...below])];
  const above = new Set(family.flatMap(({ declaration }) => parentTypes(declaration)).map(({ name }) => lastSegment(name)));
  const names = [
    ...family.map((one) => ({ name: one.declaration.name, info: one })),
    ...[...above].map((name) => ({ name, info: undefined })),
  ];
  return names.filter(({ name }) => name !== '');
}
