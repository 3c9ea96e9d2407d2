/** Which methods to run: those that own a builder, reached through the outermost callers that the sources have. */
import type { Span } from '../../base/text.js';
import type { Expression, FieldDeclaration, MethodDeclaration, SourceUnit, Statement } from '../form/form.js';
import { labelOf, lastSegment } from '../form/labels.js';
import { countBelow } from '../../base/countBelow.js';
import { groupBy } from '../../base/groupBy.js';
import { eachRecord, parentTypes } from '../form/walk.js';
import type { ClassInfo, Program } from '../jvm/program.js';
import { createBuilderFields, findFieldUsers, findGiven, findSharing, type BuilderFields } from './builderFields.js';
import { createCallers } from './callers.js';
import { builderType, codeOf, mentioningOneOf, takesBuilder, type Entry, type Member, type Uses } from './entry.js';

const namesBuilder = /Streams?Builder|Topology/;
const streamsBuilder = 'org.apache.kafka.streams.StreamsBuilder';
const builderClasses = [streamsBuilder, 'org.apache.kafka.streams.Topology'];

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
  readonly given: ReadonlySet<Entry>;
  /** The member of which a position is part; for the report's entry. */
  memberAt(file: string, offset: number): Entry | undefined;
}

export function findEntries(program: Program, units: readonly SourceUnit[], textOf: (file: string) => string): Entries {
  const members = units.flatMap((unit) => membersOf(program, unit, textOf(unit.file)));
  const uses = new Map<Member, Uses>();
  const fields = createBuilderFields(program);
  const fieldUsers = findFieldUsers(program, fields, members, usesOf);
  const usersOfFields = new Set<Entry>([...fieldUsers.values()].flat());
  const builders = new Set(builderClasses.flatMap((name) => program.subclassesOfLibrary(name)));
  const builderNames = new Set([...builders].map(({ declaration }) => declaration.name));
  const mentionsBuilder = mentioningOneOf([...builderNames]);
  const owners = members.filter((m) => {
    if (usersOfFields.has(m) || builders.has(m.owner)) return true;
    if (mentionsBuilder(m.text) && [...usesOf(m).made].some((name) => builderNames.has(name))) return true;
    if (!namesBuilder.test(m.text)) return false;
    // Who builds on a field runs what makes the builder, too.
    const isFilled = fields.filledBy(m).some((field) => (fieldUsers.get(field) ?? []).length > 0);
    return !isFilled && (takesBuilder(m) || usesOf(m).makesBuilder || usesOf(m).holdsBuilder || usesOf(m).isBroken);
  });
  const callers = createCallers(program, members, usesOf, textOf);

  function usesOf(member: Member): Uses {
    let found = uses.get(member);
    if (found === undefined) uses.set(member, (found = findUses(codeOf(member), ownBuilders(program, fields, member))));
    return found;
  }

  const rootsOf = (owner: Entry): readonly Entry[] => callers.outermost(owner) ?? [owner];
  let sharing: ReturnType<typeof findSharing> | undefined;

  return {
    owners,
    rootsOf,
    hasNoRoot: (owner) => callers.outermost(owner) === undefined,
    extendsBuilder: ({ owner }) => builders.has(owner),
    isGivenBuilder: (owner) => takesBuilder(owner) || usersOfFields.has(owner) || builders.has(owner.owner),
    given: findGiven(fieldUsers, fields, members, usesOf),
    shares: (root) => (sharing ??= findSharing(program, fieldUsers, rootsOf)).has(codeOf(root)),
    memberAt: createMemberAt(members),
  };
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

type LocalStatement = Extract<Statement, { readonly kind: 'local' }>;

/** Variables that are the library's builder for certain: what is called on them is no method of the sources. */
function ownBuilders(program: Program, fields: BuilderFields, { owner, member }: Entry): ReadonlySet<string> {
  if (member.kind !== 'method' || program.subclassesOfLibrary(streamsBuilder).length > 0) return new Set();
  const isBuilder = (type: string | undefined): boolean =>
    type !== undefined && lastSegment(type) === 'StreamsBuilder' && program.resolve(type, owner)?.kind !== 'source';
  const names = new Set(fields.of(owner).map(({ name }) => name));
  const others = new Set<string>();
  const add = (name: string, type: string | undefined): void => void (isBuilder(type) ? names : others).add(name);
  for (const { name, type } of fields.of(owner)) if (!isBuilder(type.name)) others.add(name);
  eachRecord([member.method.params, member.method.body], (record) => {
    const { nameSpan, name, type } = record as Partial<Pick<LocalStatement, 'nameSpan' | 'name' | 'type'>>;
    if (nameSpan !== undefined && name !== undefined && record['kind'] !== 'select') add(name, type?.name);
  });
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
  eachRecord('body' in code ? code.body : code, (record) => {
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
  });
  return { called, made, named, selected, makesBuilder, holdsBuilder, isBroken };
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
