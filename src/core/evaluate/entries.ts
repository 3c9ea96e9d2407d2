/** Which methods to run: those that own a builder, reached through the outermost callers that the sources have. */
import type { Span } from '../../base/text.js';
import type { Expression, FieldDeclaration, MethodDeclaration, SourceUnit, Statement } from '../form/form.js';
import { labelOf, lastSegment } from '../form/labels.js';
import { countBelow } from '../../base/countBelow.js';
import { groupBy } from '../../base/groupBy.js';
import { parentTypes, recordsIn } from '../form/walk.js';
import { classesAround, outermost } from '../jvm/classesAround.js';
import type { ClassInfo, Program } from '../jvm/program.js';
import { createFamilyMentions } from './families.js';

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
  /** Methods that it calls, each with the numbers of arguments; `undefined` among them where it refers to one. */
  readonly called: ReadonlyMap<string, ReadonlySet<number | undefined>>;
  /** Classes that it makes objects of, by their simple names. */
  readonly made: ReadonlySet<string>;
  readonly makesBuilder: boolean;
  /** It has a builder in a variable of its own, whoever made it. */
  readonly holdsBuilder: boolean;
  /** Variables and fields that it names. */
  readonly named: ReadonlySet<string>;
  /** Fields of other objects that it names. */
  readonly selected: ReadonlySet<string>;
  /** Part of it could not be read, and may use anything. */
  readonly isBroken: boolean;
}

const namesBuilder = /Streams?Builder|Topology/;
const builderType =
  /^(?:org\.apache\.kafka\.streams\.)?(?:StreamsBuilder|Topology)$|^(?:StreamsBuilderX|TopologyBuilder|ConfiguredStreamBuilder)$/;
const streamsBuilder = 'org.apache.kafka.streams.StreamsBuilder';
const builderClasses = [streamsBuilder, 'org.apache.kafka.streams.Topology'];
const callerDepth = 6;
const rootLimit = 6;

export interface Entries {
  /** Members that create a builder, take one, or are of a class that extends one. */
  readonly owners: readonly Entry[];
  /** The outermost callers of an owner; itself where nobody calls it. */
  rootsOf(owner: Entry): readonly Entry[];
  /** Whether others, which nobody who was read calls either, build on a builder in a field that it builds on. */
  shares(root: Entry): boolean;
  /** Code that calls it is there, and none to begin with was found: it calls itself over others, or there is too much. */
  hasNoRoot(owner: Entry): boolean;
  /** It takes a builder, or builds on one in a field: where a caller ran it, all is said. */
  isGivenBuilder(owner: Entry): boolean;
  /** Its class is a builder or topology itself. */
  extendsBuilder(owner: Entry): boolean;
  /** Methods that build on a builder which somebody gives the object they are of. */
  readonly given: readonly Entry[];
  /** The member of which a position is part; for the report's entry. */
  memberAt(file: string, offset: number): Entry | undefined;
}

export function findEntries(program: Program, units: readonly SourceUnit[], textOf: (file: string) => string): Entries {
  const members = units.flatMap((unit) => membersOf(program, unit, textOf(unit.file)));
  const uses = new Map<Member, Uses>();
  const fieldUsers = findFieldUsers(program, members, usesOf);
  const usersOfFields = new Set<Entry>([...fieldUsers.values()].flat());
  const builders = new Set(builderClasses.flatMap((name) => program.subclassesOfLibrary(name)));
  const builderNames = new Set([...builders].map(({ declaration }) => declaration.name));
  const mentionsBuilder = mentioningOneOf([...builderNames]);
  const owners = members.filter((m) => {
    if (usersOfFields.has(m) || builders.has(m.owner)) return true;
    if (mentionsBuilder(m.text) && [...usesOf(m).made].some((name) => builderNames.has(name))) return true;
    if (!namesBuilder.test(m.text)) return false;
    // Who builds on a field runs what makes the builder, too.
    const isFilled = fieldsFilledBy(program, m).some((field) => (fieldUsers.get(field) ?? []).length > 0);
    return !isFilled && (takesBuilder(m) || usesOf(m).makesBuilder || usesOf(m).holdsBuilder || usesOf(m).isBroken);
  });
  const callers = new Map<Member, readonly Member[]>();
  const byCode = new Map<MethodDeclaration | FieldDeclaration, Member>(members.map((m) => [codeOf(m), m]));
  let byWord: Map<string, Member[]> | undefined;
  const mentionsFamilyOf = createFamilyMentions(program, textOf);

  function usesOf(member: Member): Uses {
    let found = uses.get(member);
    if (found === undefined) uses.set(member, (found = findUses(codeOf(member), ownBuilders(program, member))));
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
      const { method } = member.member;
      const isPrivate = method.modifiers.includes('private');
      found = mentioning(name).filter((m) => {
        if (m === member) return false;
        if (isConstructor) return usesOf(m).made.has(className) || usesOf(m).isBroken;
        if (!mayCall(usesOf(m), method) && !usesOf(m).isBroken) return false;
        return sameFamily(program, m.owner, member.owner) || (!isPrivate && mentionsFamilyOf(member.owner)(m.owner.unit.file));
      });
    }
    callers.set(member, found);
    return found;
  }

  function rootsOf(owner: Entry): readonly Entry[] {
    const roots = outermostCallers(owner);
    return roots.length === 0 || roots.length > rootLimit ? [owner] : roots;
  }

  function outermostCallers(owner: Entry): readonly Entry[] {
    const start = byCode.get(codeOf(owner));
    return start === undefined ? [owner] : outermostFrom(start, callersOf);
  }

  return {
    owners,
    rootsOf,
    hasNoRoot(owner) {
      const roots = outermostCallers(owner);
      return roots.length === 0 || roots.length > rootLimit;
    },
    extendsBuilder: ({ owner }) => builders.has(owner),
    isGivenBuilder: (owner) => takesBuilder(owner) || usersOfFields.has(owner) || builders.has(owner.owner),
    given: [...fieldUsers].flatMap(([field, users]) => {
      const isMade = field.value !== undefined || members.some((m) => usesOf(m).makesBuilder && fieldsFilledBy(program, m).includes(field));
      return isMade ? [] : users;
    }),
    shares: (root) => [...fieldUsers].some(([field, users]) => isShared(program, field, users.flatMap(rootsOf), root)),
    memberAt: createMemberAt(members),
  };
}

/** None: callers are there, but only such as it calls in turn. */
function outermostFrom(start: Member, callersOf: (member: Member) => readonly Member[]): readonly Member[] {
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
  return roots;
}

function createMemberAt(members: readonly Member[]): Entries['memberAt'] {
  const spanOf = (member: Member): Span => codeOf(member).span;
  // Of two that begin at one place, the longer is first.
  const sorted = members.toReversed().sort((a, b) => spanOf(a).start - spanOf(b).start || spanOf(b).end - spanOf(a).end);
  const byFile = groupBy(sorted, ({ owner }) => owner.unit.file);
  return (file, offset) => innermost(byFile.get(file) ?? [], offset);
}

/** The last that has begun and not ended: parts of a text are inside each other, or beside each other. */
function innermost(ordered: readonly Member[], offset: number): Member | undefined {
  const begun = countBelow(ordered.length, (i) => codeOf(ordered[i]!).span.start <= offset);
  for (let i = begun - 1; i >= 0; i--) if (offset < codeOf(ordered[i]!).span.end) return ordered[i];
  return undefined;
}

/** Builds on what a caller gives it. */
export function takesBuilder({ member }: Entry): boolean {
  return (
    member.kind === 'method' &&
    member.method.params.some((p) => p.type !== undefined && builderType.test(p.type.name) && p.type.dimensions === 0)
  );
}

const streamType = /^(?:K(?:Grouped|Cogrouped)?Stream|K(?:Grouped)?Table|GlobalKTable|(?:Time|Session)Windowed(?:Cogrouped)?KStream)$/;

/**
 * A method that belongs to no object and goes on with what its caller builds: it takes streams beside their builder. No container and no
 * framework calls it, and whoever does has the topology.
 */
export function isPart(entry: Entry): boolean {
  if (!takesBuilder(entry) || entry.member.kind !== 'method') return false;
  const { isStatic, params } = entry.member.method;
  return isStatic && params.some(({ type }) => type !== undefined && streamType.test(lastSegment(type.name)));
}

/** By simple names: methods that a framework calls with a new builder before anybody builds on it. */
const calledFirst: Readonly<Record<string, string>> = {
  StreamsApp: 'buildTopology',
  KafkaStreamsApplication: 'buildTopology',
  KafkaStreamsStarter: 'topology',
  KafkaStreamsInfrastructureCustomizer: 'configureBuilder',
};

/** The method that it overrides, as `Class.method`, where code that was not read may call that after it has built on the builder; undefined: no such. */
export function overriddenBy(program: Program, { owner, member }: Entry): string | undefined {
  if (member.kind !== 'method' || member.method.isStatic || member.method.modifiers.includes('private')) return undefined;
  const { name, params, annotations } = member.method;
  const above = parentTypes(owner.declaration).map((type) => lastSegment(type.name));
  const all = program.lineage(owner).classes.flatMap(({ declaration }) => parentTypes(declaration));
  if (all.some((parent) => calledFirst[lastSegment(parent.name)] === name)) return undefined;
  const declared = program.findMethods(owner, name).find((m) => m.owner !== owner && m.method.params.length === params.length);
  if (declared !== undefined) return `${declared.owner.declaration.name}.${name}`;
  return annotations.some((a) => lastSegment(a.name) === 'Override') && above.length > 0 ? `${above[0]}.${name}` : undefined;
}

export function sameEntry(a: Entry, b: Entry): boolean {
  return codeOf(a) === codeOf(b);
}

/** What tells entries apart. */
export function codeOf({ member }: Entry): MethodDeclaration | FieldDeclaration {
  return member.kind === 'method' ? member.method : member.field;
}

type LocalStatement = Extract<Statement, { readonly kind: 'local' }>;

/** Variables that are the library's builder for certain: what is called on them is no method of the sources. */
function ownBuilders(program: Program, { owner, member }: Entry): ReadonlySet<string> {
  if (member.kind !== 'method' || program.subclassesOfLibrary(streamsBuilder).length > 0) return new Set();
  const isBuilder = (type: string | undefined): boolean =>
    type !== undefined && lastSegment(type) === 'StreamsBuilder' && program.resolve(type, owner)?.kind !== 'source';
  const names = new Set(builderFields(program, owner).map(({ name }) => name));
  const others = new Set<string>();
  const add = (name: string, type: string | undefined): void => void (isBuilder(type) ? names : others).add(name);
  for (const { name, type } of builderFields(program, owner)) if (!isBuilder(type.name)) others.add(name);
  for (const record of recordsIn([member.method.params, member.method.body])) {
    const { nameSpan, name, type } = record as Partial<Pick<LocalStatement, 'nameSpan' | 'name' | 'type'>>;
    if (nameSpan !== undefined && name !== undefined && record['kind'] !== 'select') add(name, type?.name);
  }
  return new Set([...names].filter((name) => !others.has(name)));
}

function findUses(code: MethodDeclaration | FieldDeclaration, builders: ReadonlySet<string>): Uses {
  const called = new Map<string, Set<number | undefined>>();
  const call = (name: string, args: number | undefined): void => void called.set(name, (called.get(name) ?? new Set()).add(args));
  const made = new Set<string>();
  const named = new Set<string>();
  const selected = new Set<string>();
  let makesBuilder = false;
  let holdsBuilder = false;
  let isBroken = false;
  for (const record of recordsIn('body' in code ? code.body : code)) {
    const node = record as Partial<Expression>;
    if (record['kind'] === 'local') holdsBuilder ||= builderType.test((record as Partial<LocalStatement>).type?.name ?? '');
    else if (node.kind === 'name' || (node.kind === 'select' && node.target?.kind === 'this')) named.add(node.name!);
    else if (node.kind === 'select') selected.add(node.name!);
    else if (node.kind === 'call') {
      if (node.target?.kind !== 'name' || !builders.has(node.target.name)) call(node.name!, node.args!.length);
    } else if (node.kind === 'new') {
      made.add(lastSegment(node.type!.name));
      makesBuilder ||= builderType.test(node.type!.name);
    } else if (node.kind === 'methodRef') {
      call(node.name!, undefined);
      if (node.name === 'new') made.add(lastSegment(labelOf(node.target!)));
    } else if (node.kind === 'unknown') isBroken = true;
  }
  return { called, made, named, selected, makesBuilder, holdsBuilder, isBroken };
}

/** By its name and the number of its parameters: one of the name that takes more or fewer is another. */
function mayCall({ called }: Uses, { name, params }: MethodDeclaration): boolean {
  const counts = called.get(name);
  if (counts === undefined) return false;
  const { length } = params;
  const isOpen = params.at(-1)?.varargs === true;
  return [...counts].some((count) => count === undefined || count === length || (isOpen && count >= length - 1));
}

/** What code of a file can be started from or called, in the order of the classes. */
function membersOf(program: Program, unit: SourceUnit, text: string): Member[] {
  const members: Member[] = [];
  const textAt = ({ span }: MethodDeclaration | FieldDeclaration): string => text.slice(span.start, span.end);
  const visit = (owner: ClassInfo): void => {
    const { declaration } = owner;
    for (const method of [...declaration.methods, ...declaration.constructors])
      if (!method.isAbstract) members.push({ owner, member: { kind: 'method', method }, text: textAt(method), name: method.name });
    for (const field of declaration.fields)
      if (field.value !== undefined) members.push({ owner, member: { kind: 'field', field }, text: textAt(field), name: field.name });
    for (const nested of declaration.classes) visit(program.declare(nested, unit, owner));
  };
  for (const info of program.classesOf(unit)) visit(info);
  return members;
}

/** A first look at a text: bodies are read where it may be so only. */
function mentioningOneOf(names: readonly string[]): (text: string) => boolean {
  if (names.length === 0) return () => false;
  const words = new Set(names);
  return (text) => text.match(/[\w$]+/g)?.some((word) => words.has(word)) === true;
}

/** By the fields that hold a builder: the methods that name them. */
function findFieldUsers(
  program: Program,
  members: readonly Member[],
  usesOf: (member: Member) => Uses,
): ReadonlyMap<FieldDeclaration, readonly Member[]> {
  const classes = [...new Set(members.map(({ owner }) => owner))];
  const mentions = mentioningOneOf(classes.flatMap((owner) => builderFields(program, owner)).map(({ name }) => name));
  const methods = members.filter(
    ({ member, text }) => member.kind === 'method' && member.method.returnType !== undefined && mentions(text),
  );
  const uses = methods.flatMap((member) => fieldsUsed(program, member, usesOf(member)).map((field) => ({ field, member })));
  return new Map([...groupBy(uses, ({ field }) => field)].map(([field, all]) => [field, all.map(({ member }) => member)]));
}

/** Fields with a builder: its own class's, and those of objects that it makes. */
function fieldsUsed(program: Program, { owner }: Member, { named, made, selected }: Uses): readonly FieldDeclaration[] {
  const own = builderFields(program, owner).filter(({ name }) => named.has(name));
  const others = [...made].flatMap((name) => {
    const reference = program.resolve(name, owner);
    return reference?.kind === 'source' ? builderFields(program, reference.info).filter((field) => selected.has(field.name)) : [];
  });
  return [...new Set([...own, ...others])];
}

/** `roots`: from where the field is built on. */
function isShared(program: Program, field: FieldDeclaration, roots: readonly Entry[], root: Entry): boolean {
  if (!roots.some((one) => sameEntry(one, root))) return false;
  return roots.some((one) => !sameEntry(one, root) && !runApart(program, field, one, root));
}

/** No object has both methods: each is of another class that inherits the field, which every object has for itself. */
function runApart(program: Program, field: FieldDeclaration, a: Entry, b: Entry): boolean {
  const isStatic = ({ member }: Entry): boolean => (member.kind === 'method' ? member.method : member.field).isStatic;
  if (field.isStatic || isStatic(a) || isStatic(b)) return false;
  const above = [a, b].map(({ owner }) => program.lineage(owner).classes);
  const inherit = above.every((classes) => classes.some(({ declaration }) => declaration.fields.includes(field)));
  return inherit && !above[0]!.includes(b.owner) && !above[1]!.includes(a.owner);
}

/** Those that code of the class can name. */
function builderFields(program: Program, owner: ClassInfo): readonly FieldDeclaration[] {
  const classes = [...classesAround(owner)].flatMap((info) => program.lineage(info).classes);
  return classes.flatMap(({ declaration }) =>
    declaration.fields.filter(({ type }) => type.dimensions === 0 && builderType.test(type.name)),
  );
}

/** The fields with a builder that a field's initialiser or a constructor may set. */
function fieldsFilledBy(program: Program, { owner, member }: Member): readonly FieldDeclaration[] {
  if (member.kind === 'field') return builderType.test(member.field.type.name) ? [member.field] : [];
  return member.method.returnType === undefined ? builderFields(program, owner) : [];
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

/** One class is the other, encloses it, or inherits from it. */
function sameFamily(program: Program, a: ClassInfo, b: ClassInfo): boolean {
  return outermost(a) === outermost(b) || program.lineage(a).classes.includes(b);
}
