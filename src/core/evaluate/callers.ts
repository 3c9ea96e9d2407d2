/** Who calls a member, by the words of the code, and from where that begins. */
import { groupBy } from '../../base/groupBy.js';
import type { MethodDeclaration } from '../form/form.js';
import { wordsIn } from '../form/words.js';
import { outermost } from '../jvm/classesAround.js';
import type { ClassInfo, Program } from '../jvm/program.js';
import { codeOf, type Entry, type Member, type Uses } from './entry.js';
import { createFamilyMentions, type FilesOfFamily } from './families.js';

const callerDepth = 6;
const rootLimit = 6;
/** Of one member, those above it included: with more it is as if none were known. */
const mostCallers = 1_000;
/** Files and callers that one analysis looks at: a hundred times what large repositories take. Beyond it no more are known. */
const mostLooks = 10_000_000;

export interface Callers {
  /** Where the code that leads to a member begins; the member itself where nobody calls it. undefined: only such as it calls in turn, or more than are followed. */
  outermost(entry: Entry): readonly Entry[] | undefined;
}

type ByFile = ReadonlyMap<string, readonly Member[]>;

export function createCallers(
  program: Program,
  members: readonly Member[],
  usesOf: (member: Member) => Uses,
  textOf: (file: string) => string,
  looksLeft = mostLooks,
): Callers {
  const byCode = new Map(members.map((m) => [codeOf(m), m]));
  const places = new Map(members.map((m, i) => [m, i]));
  const files = [...new Set(members.map(({ owner }) => owner.unit.file))];
  const familyOf = createFamilyMentions(program, files, textOf);
  const callsLike = createCallsLike(members, usesOf);
  const known = new Map<Member, readonly Member[] | undefined>();
  const found = new Map<Member, readonly Entry[] | undefined>();
  let left = looksLeft;

  /** undefined: more than are looked at. */
  function callersOf(member: Member): readonly Member[] | undefined {
    if (!known.has(member)) known.set(member, member.member.kind === 'field' ? [] : findCallers(member, member.member.method));
    return known.get(member);
  }

  function findCallers(member: Member, method: MethodDeclaration): readonly Member[] | undefined {
    const isConstructor = method.returnType === undefined;
    const isPrivate = method.modifiers.includes('private');
    const byFile = callsLike(member);
    const inFamily = isConstructor ? byFile.keys() : filesOf(byFile, familyOf(member.owner));
    const callers: Member[] = [];
    for (const file of inFamily) {
      for (const one of byFile.get(file) ?? []) {
        if (left-- <= 0 || callers.length > mostCallers) return undefined;
        if (one !== member && (isConstructor || !isPrivate || sameFamily(program, one.owner, member.owner))) callers.push(one);
      }
    }
    return callers.sort((a, b) => places.get(a)! - places.get(b)!);
  }

  /** The files with calls that name one of the family. */
  function* filesOf(byFile: ByFile, family: FilesOfFamily): Generator<string> {
    const named = family?.reduce((sum, one) => sum + one.size, 0) ?? Number.POSITIVE_INFINITY;
    if (named < byFile.size) yield* new Set(family!.flatMap((one) => [...one]));
    else
      for (const file of byFile.keys()) {
        left -= family?.length ?? 1;
        if (left <= 0 || family?.some((one) => one.has(file)) !== false) yield file;
      }
  }

  function outermostFrom(start: Member): readonly Entry[] | undefined {
    const roots: Member[] = [];
    const seen = new Set<Member>();
    let looked = 0;
    /** Whether there is not too much. */
    const climb = (member: Member, depth: number): boolean => {
      if (seen.has(member)) return true;
      seen.add(member);
      const callers = callersOf(member);
      if (callers === undefined) return false;
      looked += callers.length;
      left -= callers.length;
      if (looked > mostCallers || left <= 0) return false;
      const above = depth >= callerDepth ? [] : callers.filter((m) => !seen.has(m));
      if (above.length === 0 && (depth === 0 || callers.length === 0 || depth >= callerDepth)) roots.push(member);
      return roots.length <= rootLimit && above.every((m) => climb(m, depth + 1));
    };
    return climb(start, 0) && roots.length > 0 ? roots : undefined;
  }

  return {
    outermost(entry) {
      const start = byCode.get(codeOf(entry));
      if (start === undefined) return [entry];
      if (!found.has(start)) found.set(start, outermostFrom(start));
      return found.get(start);
    },
  };
}

/** Members that may call such a method or constructor, by their files: of that name, with so many arguments. */
function createCallsLike(members: readonly Member[], usesOf: (member: Member) => Uses): (member: Member) => ByFile {
  const known = new Map<string, ByFile>();
  let byWord: Map<string, Member[]> | undefined;
  return ({ owner, member, name }) => {
    if (member.kind === 'field') return new Map();
    const { returnType, params } = member.method;
    const isConstructor = returnType === undefined;
    const sought = isConstructor ? owner.declaration.name : name;
    const key = isConstructor ? `new ${sought}` : `${sought} ${params.length} ${isOpen(member.method)}`;
    let found = known.get(key);
    if (found === undefined) {
      byWord ??= indexWords(members);
      const calls = (uses: Uses): boolean =>
        uses.isBroken || (isConstructor ? uses.made.has(sought) : mayCall(uses, sought, params.length, isOpen(member.method)));
      const calling = (byWord.get(sought) ?? []).filter((one) => calls(usesOf(one)));
      known.set(key, (found = groupBy(calling, (one) => one.owner.unit.file)));
    }
    return found;
  };
}

/** Its last parameter takes any number of arguments. */
function isOpen({ params }: MethodDeclaration): boolean {
  return params.at(-1)?.varargs === true;
}

/** By its name and the number of its parameters: one of the name that takes more or fewer is another. */
function mayCall({ called }: Uses, name: string, length: number, isOpen: boolean): boolean {
  const counts = called.get(name);
  if (counts === undefined) return false;
  return [...counts].some((count) => count === undefined || count === length || (isOpen && count >= length - 1));
}

/** In the order of the members. */
function indexWords(members: readonly Member[]): Map<string, Member[]> {
  const index = new Map<string, Member[]>();
  for (const member of members) {
    for (const word of new Set(wordsIn(member.text))) {
      const known = index.get(word);
      if (known === undefined) index.set(word, [member]);
      else known.push(member);
    }
  }
  return index;
}

/** One class is the other, encloses it, or inherits from it. */
function sameFamily(program: Program, a: ClassInfo, b: ClassInfo): boolean {
  return outermost(a) === outermost(b) || program.lineage(a).classes.includes(b);
}
