/** Which methods to run: those that own a builder, reached through the outermost callers that the sources have. */
import type { Expression, FieldDeclaration, MethodDeclaration, SourceUnit } from '../form/form.js';
import { labelOf, lastSegment } from '../form/labels.js';
import { recordsIn } from '../form/walk.js';
import type { ClassInfo, Program } from '../jvm/program.js';

/** A method (or field initialiser) to start from. */
export interface Entry {
  readonly owner: ClassInfo;
  readonly member:
    | { readonly kind: 'method'; readonly method: MethodDeclaration }
    | { readonly kind: 'field'; readonly field: FieldDeclaration };
}

interface Member extends Entry {
  readonly text: string;
  readonly name: string;
}

/** What the code of a member does with names. */
interface Uses {
  /** Methods that it calls or refers to. */
  readonly called: ReadonlySet<string>;
  /** Classes that it makes objects of, by their simple names. */
  readonly made: ReadonlySet<string>;
  readonly makesBuilder: boolean;
  /** Part of it could not be read, and may use anything. */
  readonly isBroken: boolean;
}

const namesBuilder = /StreamsBuilder|Topology/;
const builderType = /^(?:org\.apache\.kafka\.streams\.)?(?:StreamsBuilder|Topology)$/;
const callerDepth = 6;
const rootLimit = 6;

export interface Entries {
  /** Members that create a builder or take one. */
  readonly owners: readonly Entry[];
  /** The outermost callers of an owner; itself where nobody calls it. */
  rootsOf(owner: Entry): readonly Entry[];
  /** The member of which a position is part; for the report's entry. */
  memberAt(file: string, offset: number): Entry | undefined;
}

export function findEntries(program: Program, units: readonly SourceUnit[], textOf: (file: string) => string): Entries {
  const members: Member[] = [];
  for (const unit of units) {
    const text = textOf(unit.file);
    const visit = (info: ClassInfo): void => {
      const { declaration } = info;
      for (const method of [...declaration.methods, ...declaration.constructors]) {
        if (method.isAbstract) continue;
        members.push({
          owner: info,
          member: { kind: 'method', method },
          text: text.slice(method.span.start, method.span.end),
          name: method.name,
        });
      }
      for (const field of declaration.fields) {
        if (field.value === undefined) continue;
        members.push({
          owner: info,
          member: { kind: 'field', field },
          text: text.slice(field.span.start, field.span.end),
          name: field.name,
        });
      }
      for (const nested of declaration.classes) visit(program.declare(nested, unit, info));
    };
    for (const info of program.classesOf(unit)) visit(info);
  }

  const uses = new Map<Member, Uses>();
  const owners = members.filter((m) => namesBuilder.test(m.text) && (takesBuilder(m) || usesOf(m).makesBuilder || usesOf(m).isBroken));
  const callers = new Map<Member, readonly Member[]>();
  const byCode = new Map<MethodDeclaration | FieldDeclaration, Member>(members.map((m) => [codeOf(m), m]));
  let byWord: Map<string, Member[]> | undefined;

  function usesOf(member: Member): Uses {
    let found = uses.get(member);
    if (found === undefined) uses.set(member, (found = findUses(codeOf(member))));
    return found;
  }

  /** At least all that mention the name. */
  function mentioning(name: string): readonly Member[] {
    if (!/^\w+$/.test(name)) return members;
    byWord ??= indexWords(members);
    return byWord.get(name) ?? [];
  }

  function callersOf(member: Member): readonly Member[] {
    let found = callers.get(member);
    if (found !== undefined) return found;
    const className = member.owner.declaration.name;
    const isConstructor = member.member.kind === 'method' && member.member.method.returnType === undefined;
    if (member.member.kind === 'field') found = [];
    else {
      const name = isConstructor ? className : member.name;
      const mentionsClass = new RegExp(`\\b(?:${familyNames(program, member.owner).map(escapeName).join('|')})\\b`);
      const isPrivate = member.member.method.modifiers.includes('private');
      found = mentioning(name).filter((m) => {
        if (m === member) return false;
        if (isConstructor) return usesOf(m).made.has(className) || usesOf(m).isBroken;
        if (!usesOf(m).called.has(name) && !usesOf(m).isBroken) return false;
        return sameFamily(program, m.owner, member.owner) || (!isPrivate && mentionsClass.test(textOf(m.owner.unit.file)));
      });
    }
    callers.set(member, found);
    return found;
  }

  function rootsOf(owner: Entry): readonly Entry[] {
    const start = byCode.get(codeOf(owner));
    if (start === undefined) return [owner];
    const roots: Member[] = [];
    const seen = new Set<Member>();
    const climb = (member: Member, depth: number): void => {
      if (seen.has(member)) return;
      seen.add(member);
      const above = depth >= callerDepth ? [] : callersOf(member).filter((m) => !seen.has(m));
      if (above.length === 0) {
        if (depth === 0 || callersOf(member).length === 0 || depth >= callerDepth) roots.push(member);
      } else for (const m of above) climb(m, depth + 1);
    };
    climb(start, 0);
    return roots.length === 0 || roots.length > rootLimit ? [owner] : roots;
  }

  return {
    owners,
    rootsOf,
    memberAt(file, offset) {
      let best: Member | undefined;
      for (const m of members) {
        const span = m.member.kind === 'method' ? m.member.method.span : m.member.field.span;
        if (m.owner.unit.file !== file || offset < span.start || offset >= span.end) continue;
        const bestSpan = best === undefined ? undefined : best.member.kind === 'method' ? best.member.method.span : best.member.field.span;
        if (bestSpan === undefined || span.end - span.start < bestSpan.end - bestSpan.start) best = m;
      }
      return best;
    },
  };
}

/** Builds on what a caller gives it. */
export function takesBuilder({ member }: Entry): boolean {
  return (
    member.kind === 'method' &&
    member.method.params.some((p) => p.type !== undefined && builderType.test(p.type.name) && p.type.dimensions === 0)
  );
}

/** By simple names: methods that a framework calls with a new builder before anybody builds on it. */
const calledFirst: Readonly<Record<string, string>> = {
  KafkaStreamsStarter: 'topology',
  KafkaStreamsInfrastructureCustomizer: 'configureBuilder',
};

/** The method that it overrides, as `Class.method`, where code that was not read may call that after it has built on the builder; undefined: no such. */
export function overriddenBy(program: Program, { owner, member }: Entry): string | undefined {
  if (member.kind !== 'method' || member.method.isStatic || member.method.modifiers.includes('private')) return undefined;
  const { name, params, annotations } = member.method;
  const above = [
    ...(owner.declaration.superclass === undefined ? [] : [owner.declaration.superclass]),
    ...owner.declaration.interfaces,
  ].map((type) => lastSegment(type.name));
  if (above.some((parent) => calledFirst[parent] === name)) return undefined;
  const declared = program.findMethods(owner, name).find((m) => m.owner !== owner && m.method.params.length === params.length);
  if (declared !== undefined) return `${declared.owner.declaration.name}.${name}`;
  return annotations.some((a) => lastSegment(a.name) === 'Override') && above.length > 0 ? `${above[0]}.${name}` : undefined;
}

export function sameEntry(a: Entry, b: Entry): boolean {
  return codeOf(a) === codeOf(b);
}

function codeOf({ member }: Entry): MethodDeclaration | FieldDeclaration {
  return member.kind === 'method' ? member.method : member.field;
}

function findUses(code: MethodDeclaration | FieldDeclaration): Uses {
  const called = new Set<string>();
  const made = new Set<string>();
  let makesBuilder = false;
  let isBroken = false;
  for (const record of recordsIn('body' in code ? code.body : code)) {
    const node = record as Partial<Expression>;
    if (node.kind === 'call') called.add(node.name!);
    else if (node.kind === 'new') {
      made.add(lastSegment(node.type!.name));
      makesBuilder ||= builderType.test(node.type!.name);
    } else if (node.kind === 'methodRef') {
      called.add(node.name!);
      if (node.name === 'new') made.add(lastSegment(labelOf(node.target!)));
    } else if (node.kind === 'unknown') isBroken = true;
  }
  return { called, made, makesBuilder, isBroken };
}

/** In the order of the members. */
function indexWords(members: readonly Member[]): Map<string, Member[]> {
  const index = new Map<string, Member[]>();
  for (const member of members) {
    for (const word of new Set(member.text.match(/\w+/g))) {
      const known = index.get(word);
      if (known === undefined) index.set(word, [member]);
      else known.push(member);
    }
  }
  return index;
}

/** The names by which code may call what an object of the class has: its own, and those of classes above and below it. */
function familyNames(program: Program, info: ClassInfo): readonly string[] {
  const family = [info, ...program.lineage(info).classes, ...program.subclassesOf(info)];
  const above = family.flatMap(({ declaration }) => [
    ...(declaration.superclass === undefined ? [] : [declaration.superclass]),
    ...declaration.interfaces,
  ]);
  const names = [...family.map(({ declaration }) => declaration.name), ...above.map(({ name }) => lastSegment(name))];
  return [...new Set(names)].filter((name) => name !== '');
}

/** One class is the other, encloses it, or inherits from it. */
function sameFamily(program: Program, a: ClassInfo, b: ClassInfo): boolean {
  const outermost = (info: ClassInfo): ClassInfo => (info.outer === undefined ? info : outermost(info.outer));
  return outermost(a) === outermost(b) || program.lineage(a).classes.includes(b);
}

function escapeName(name: string): string {
  return name.replace(/\$/g, '\\$');
}
