/** Fields that hold a builder: who builds on them, and who gives them theirs. */
import { groupBy } from '../../base/groupBy.js';
import type { FieldDeclaration, MethodDeclaration } from '../form/form.js';
import { classesAround } from '../jvm/classesAround.js';
import type { ClassInfo, Program } from '../jvm/program.js';
import { builderType, codeOf, mentioningOneOf, type Entry, type Member, type Uses } from './entry.js';

export interface BuilderFields {
  /** Those that code of the class can name. */
  of(owner: ClassInfo): readonly FieldDeclaration[];
  /** Those that a field's initialiser or a constructor may set. */
  filledBy(member: Member): readonly FieldDeclaration[];
}

export function createBuilderFields(program: Program): BuilderFields {
  const byClass = new Map<ClassInfo, readonly FieldDeclaration[]>();
  const declared = new Map<ClassInfo, readonly FieldDeclaration[]>();
  const declaredBy = (info: ClassInfo): readonly FieldDeclaration[] => {
    let found = declared.get(info);
    if (found === undefined) {
      found = info.declaration.fields.filter(({ type }) => type.dimensions === 0 && builderType.test(type.name));
      declared.set(info, found);
    }
    return found;
  };
  const of = (owner: ClassInfo): readonly FieldDeclaration[] => {
    let found = byClass.get(owner);
    if (found === undefined) {
      found = [...classesAround(owner)].flatMap((info) => program.lineage(info).classes.flatMap(declaredBy));
      byClass.set(owner, found);
    }
    return found;
  };
  return {
    of,
    filledBy({ owner, member }) {
      if (member.kind === 'field') return builderType.test(member.field.type.name) ? [member.field] : [];
      return member.method.returnType === undefined ? of(owner) : [];
    },
  };
}

export type FieldUsers = ReadonlyMap<FieldDeclaration, readonly Member[]>;

/** By the fields that hold a builder: the methods that name them. */
export function findFieldUsers(
  program: Program,
  fields: BuilderFields,
  members: readonly Member[],
  usesOf: (member: Member) => Uses,
): FieldUsers {
  const classes = [...new Set(members.map(({ owner }) => owner))];
  const mentions = mentioningOneOf(classes.flatMap((owner) => fields.of(owner)).map(({ name }) => name));
  const methods = members.filter(
    ({ member, text }) => member.kind === 'method' && member.method.returnType !== undefined && mentions(text),
  );
  const uses = methods.flatMap((member) => fieldsUsed(program, fields, member, usesOf(member)).map((field) => ({ field, member })));
  return new Map([...groupBy(uses, ({ field }) => field)].map(([field, all]) => [field, all.map(({ member }) => member)]));
}

/** Its own class's, and those of objects that it makes. */
function fieldsUsed(
  program: Program,
  fields: BuilderFields,
  { owner }: Member,
  { named, made, selected }: Uses,
): readonly FieldDeclaration[] {
  const own = fields.of(owner).filter(({ name }) => named.has(name));
  const others = [...made].flatMap((name) => {
    const reference = program.resolve(name, owner);
    return reference?.kind === 'source' ? fields.of(reference.info).filter((field) => selected.has(field.name)) : [];
  });
  return [...new Set([...own, ...others])];
}

/** Methods that build on a builder which somebody gives the object they are of. */
export function findGiven(
  users: FieldUsers,
  fields: BuilderFields,
  members: readonly Member[],
  usesOf: (member: Member) => Uses,
): ReadonlySet<Entry> {
  const filling = users.size === 0 ? [] : members.filter((m) => fields.filledBy(m).length > 0 && usesOf(m).makesBuilder);
  const made = new Set(filling.flatMap((m) => fields.filledBy(m)));
  return new Set([...users].flatMap(([field, all]) => (field.value !== undefined || made.has(field) ? [] : all)));
}

type Code = MethodDeclaration | FieldDeclaration;

/** The code that builds on a field on which other code, which nobody who was read calls either, builds, too. */
export function findSharing(program: Program, users: FieldUsers, rootsOf: (owner: Entry) => readonly Entry[]): ReadonlySet<Code> {
  const sharing = new Set<Code>();
  for (const [field, all] of users) {
    const roots = new Map(all.flatMap(rootsOf).map((root) => [codeOf(root), root]));
    for (const code of sharingRoots(program, field, roots)) sharing.add(code);
  }
  return sharing;
}

/**
 * Two roots do not share the field where no object has both: each is of another class that inherits it, which every object has for itself, and
 * neither class is above the other.
 */
function sharingRoots(program: Program, field: FieldDeclaration, roots: ReadonlyMap<Code, Entry>): readonly Code[] {
  if (roots.size < 2) return [];
  const above = (root: Entry): readonly ClassInfo[] => program.lineage(root.owner).classes;
  const ofObject = ({ owner, member }: Entry): boolean =>
    !(member.kind === 'method' ? member.method : member.field).isStatic &&
    program.lineage(owner).classes.some(({ declaration }) => declaration.fields.includes(field));
  if (field.isStatic || ![...roots.values()].every(ofObject)) return [...roots.keys()];
  const owners = groupBy(roots.values(), ({ owner }) => owner);
  const below = groupBy([...roots.values()].flatMap(above), (info) => info);
  const isShared = (root: Entry): boolean =>
    below.get(root.owner)!.length > 1 || above(root).some((info) => info !== root.owner && owners.has(info));
  return [...roots].filter(([, root]) => isShared(root)).map(([code]) => code);
}
