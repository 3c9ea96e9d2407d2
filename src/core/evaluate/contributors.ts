/** Who builds on a StreamsBuilder that a container shares, and in which order where that is fixed. */
import { groupBy } from '../../base/groupBy.js';
import { once } from '../../base/once.js';
import type { Annotation, MethodDeclaration, SourceUnit, TypeRef } from '../form/form.js';
import { lastSegment } from '../form/labels.js';
import { eachRecord, parentTypes } from '../form/walk.js';
import { wordsIn } from '../form/words.js';
import { isConditional, isManaged } from '../jvm/beans.js';
import type { ClassInfo, Program } from '../jvm/program.js';
import type { Entries } from './entries.js';
import { codeOf, takesBuilder, type Entry } from './entry.js';
import type { MethodEntry } from './functionBeans.js';

/** Bean methods of one configuration. */
export type Group = readonly [MethodEntry, ...MethodEntry[]];

export interface Contributors {
  /** Why somebody may have built before it on the builder that it is given; undefined: no other bean does. */
  whyLost(entry: Entry): string | undefined;
  /** All bean methods that build on the builder which the entry is given, in the order in which they stand; undefined: that they are all is not certain. */
  groupOf(entry: Entry): Group | undefined;
}

const unordered = 'several beans build on one StreamsBuilder, and the source does not fix their order';
const noBean = (name: string): string =>
  `${name} is no bean, as no annotation and no code that was read makes it one: when this runs is not known`;

export function findContributors(
  program: Program,
  entries: Entries,
  units: readonly SourceUnit[],
  textOf: (file: string) => string,
): Contributors {
  const isNoBean = createNoBeans(units, textOf);
  const byRoot = once(() => ({ owners: groupBy(entries.owners, sourceRootOf), units: groupBy(units, rootOf) }));
  const lost = new Map<Entry, string>();
  const groups = sharingBeans(entries).flatMap((all) => {
    // A single one is as good as an entry of its own, whoever calls it.
    const beans = all.length === 1 ? all : all.filter(({ owner }) => !isNoBean(owner));
    for (const entry of all)
      if (!beans.includes(entry)) lost.set(entry, noBean(entry.owner.declaration.name));
      else if (beans.length > 1 && !isCustomizer(entry)) lost.set(entry, unordered);
    const group = beans.length === 0 ? undefined : beanMethods(beans[0]!.owner);
    return group !== undefined && isWhole(group, beans) ? [group] : [];
  });

  /** Nobody else builds, and no bean has one of the methods run earlier than where it stands. */
  function isWhole(group: Group, beans: readonly Entry[]): boolean {
    const { owner } = group[0];
    const root = sourceRootOf(group[0]);
    const codes = new Set(group.map(codeOf));
    const names = new Set(group.map(({ member }) => member.method.name));
    const isIn = (entry: Entry): boolean => codes.has(codeOf(entry));
    const isGiven = (entry: Entry): boolean => takesBuilder(entry) || entries.given.has(entry);
    if (group.length < 2 || !beans.every(isIn)) return false;
    const near = (byRoot().owners.get(root) ?? []).filter(isGiven);
    const beside = byRoot().units.get(root) ?? [];
    return (
      near.every((one) => entries.rootsOf(one).every((other) => isIn(other) || isNoBean(other.owner) || !isGiven(other))) &&
      group.every((one) => entries.rootsOf(one).every((other) => codeOf(one) === codeOf(other))) &&
      isPlainConfiguration(program, owner) &&
      !beside.some(({ file }) => mayMakeEarlier.test(textOf(file)) || asksFactory(textOf(file)) || namesAsText(textOf(file), names)) &&
      beside
        .flatMap((unit) => classesIn(program, unit))
        .every((info) => info === owner || isNoBean(info) || (!asksForStreams(info) && !rivals(info, names)))
    );
  }

  const byCode = new Map(groups.flatMap((group) => group.map((one) => [codeOf(one), group] as const)));
  return {
    whyLost: (entry) => lost.get(entry),
    groupOf: (entry) => byCode.get(codeOf(entry)),
  };
}

/** Spring makes beans in another order, or there are other builders, where sources speak of these. */
const mayMakeEarlier =
  /@DependsOn|@Lazy|azyInitialization|InfrastructureCustomizer|(?:new|extends) StreamsBuilderFactoryBean\b|StreamsBuilderFactoryBean \w+\(/;

/** What a factory gives may be built on where it is asked for. */
function asksFactory(text: string): boolean {
  return text.includes('StreamsBuilderFactoryBean') && text.includes('getObject');
}

const streamTypes = /^(?:KStream|KTable|GlobalKTable|KGrouped\w+|KCogrouped\w+|CogroupedKStream|\w+WindowedKStream|BranchedKStream)$/;
const springBean = 'org.springframework.context.annotation';

/** One of them stands between quotes. */
function namesAsText(text: string, names: ReadonlySet<string>): boolean {
  return text
    .split('"')
    .slice(1, -1)
    .some((part) => names.has(part));
}

/** Of a configuration of Spring: its bean methods that are given a builder, or what others built on it; undefined: some is of another form. */
function beanMethods(owner: ClassInfo): Group | undefined {
  const entries: MethodEntry[] = [];
  const names = new Set<string>();
  for (const method of owner.declaration.methods) {
    const beans = method.annotations.filter((a) => lastSegment(a.name) === 'Bean');
    if (beans.length === 0) continue;
    if (names.has(method.name)) return undefined;
    names.add(method.name);
    const streams = method.params.filter(({ type }) => type !== undefined && isAskedFor(type));
    if (streams.length === 0) continue;
    const isPlain =
      method.annotations.every((a) => /^(?:Bean|SuppressWarnings)$/.test(lastSegment(a.name))) &&
      beans.every(({ args }) => args.length === 0) &&
      method.params.every((param) => !streams.includes(param) || param.annotations.every((a) => lastSegment(a.name) === 'Autowired')) &&
      streams.every(({ type, name }) => type!.name === 'StreamsBuilder' || producer(owner, name, type!) !== undefined) &&
      !method.isStatic &&
      method.returnType !== undefined &&
      method.returnType.name !== 'void';
    if (!isPlain) return undefined;
    entries.push({ owner, member: { kind: 'method', method } });
  }
  const [first, ...others] = entries;
  return first === undefined ? undefined : [first, ...others];
}

/**
 * The bean method of the class that gives a parameter its value: of those of its type the one of its name, or the only one. Types that say
 * less than all may be other beans', too.
 */
export function producer(owner: ClassInfo, name: string, type: TypeRef): MethodDeclaration | undefined {
  const beans = owner.declaration.methods.filter(
    ({ annotations, returnType }) =>
      annotations.some((a) => lastSegment(a.name) === 'Bean') &&
      returnType !== undefined &&
      lastSegment(returnType.name) === lastSegment(type.name),
  );
  const fitting = beans.filter(({ returnType }) => spelled(returnType!) === spelled(type));
  const isPlain = beans.every(({ returnType }) => returnType!.args.length > 0 && !/[?&]/.test(spelled(returnType!)));
  return fitting.find((method) => method.name === name) ?? (isPlain && fitting.length === 1 ? fitting[0] : undefined);
}

function spelled({ name, args, dimensions }: TypeRef): string {
  return `${lastSegment(name)}<${args.map(spelled).join()}>${dimensions}`;
}

function isPlainConfiguration(program: Program, owner: ClassInfo): boolean {
  const { declaration, unit } = owner;
  return (
    owner.outer === undefined &&
    isManaged(owner) &&
    !isConditional(declaration) &&
    declaration.kind === 'class' &&
    declaration.superclass === undefined &&
    declaration.interfaces.length === 0 &&
    program.subclassesOf(owner)?.length === 0 &&
    !declaration.annotations.some((a) => /Scope|^DependsOn$|^Lazy$/.test(lastSegment(a.name))) &&
    unit.imports.some(({ path }) => path.startsWith(springBean))
  );
}

/** A container that makes an object of the class, or calls one of its methods, makes streams first. */
function asksForStreams({ declaration }: ClassInfo): boolean {
  const { annotations, fields, methods, constructors } = declaration;
  const isAnnotated = (of: { readonly annotations: readonly Annotation[] }): boolean =>
    of.annotations.some((a) => !/^(?:Override|SuppressWarnings)$/.test(lastSegment(a.name)));
  const called = [...methods.filter(isAnnotated), ...(annotations.length > 0 ? constructors : [])];
  const given = [...called.flatMap(({ params }) => params), ...fields.filter((field) => annotations.length > 0 || isAnnotated(field))];
  return given.some(({ type }) => type !== undefined && isAskedFor(type));
}

/** A bean of one of the names, or one that another may be given in place of theirs. */
function rivals({ declaration }: ClassInfo, names: ReadonlySet<string>): boolean {
  return declaration.methods.some(
    ({ name, annotations, returnType }) =>
      annotations.some((a) => lastSegment(a.name) === 'Bean') && (names.has(name) || streamTypes.test(lastSegment(returnType?.name ?? ''))),
  );
}

function isAskedFor(type: TypeRef): boolean {
  const name = lastSegment(type.name);
  return name === 'StreamsBuilder' || streamTypes.test(name) || type.args.some(isAskedFor);
}

function classesIn(program: Program, unit: SourceUnit): readonly ClassInfo[] {
  const below = (info: ClassInfo): ClassInfo[] => [
    info,
    ...info.declaration.classes.flatMap((nested) => below(program.declare(nested, unit, info))),
  ];
  return program.classesOf(unit).flatMap(below);
}

/** By the builder that they are given: the methods that a container calls with it. */
function sharingBeans({ owners, given, rootsOf }: Entries): readonly (readonly Entry[])[] {
  const found = new Map<string, Map<unknown, Entry>>();
  const add = (entry: Entry, qualifier: string): void => {
    const key = `${sourceRootOf(entry)}|${qualifier}`;
    let group = found.get(key);
    if (group === undefined) found.set(key, (group = new Map()));
    if (!group.has(codeOf(entry))) group.set(codeOf(entry), entry);
  };
  for (const entry of owners) {
    if (entry.member.kind !== 'method') continue;
    const { params, annotations } = entry.member.method;
    if (usesFactory(entry) || isCustomizer(entry)) add(entry, '');
    const builder = params.find((p) => p.type?.name === 'StreamsBuilder' || p.type?.name === 'ConfiguredStreamBuilder');
    const isCalled = annotations.some((a) => /^(?:.*\.)?(?:Autowired|Bean|Inject|Singleton|Context)$/.test(a.name));
    if (builder === undefined || !(isCalled || isBuildingConstructor(entry, builder.name))) continue;
    add(
      entry,
      builder.annotations.map((a) => JSON.stringify(a.args.map((arg) => (arg.value.kind === 'text' ? arg.value.value : '')))).join(),
    );
  }
  for (const entry of given) for (const root of rootsOf(entry)) add(root, '');
  return [...found.values()].map((group) => [...group.values()]);
}

/** A container calls the constructor of a class that it makes objects of, whether or not an annotation stands on it. One that only keeps the builder builds nothing. */
function isBuildingConstructor({ owner, member }: Entry, builder: string): boolean {
  if (member.kind !== 'method' || member.method.returnType !== undefined || !isManaged(owner)) return false;
  const isBuilder = (value: unknown): boolean => {
    const { kind, name } = (value ?? {}) as { readonly kind?: unknown; readonly name?: unknown };
    return kind === 'name' && name === builder;
  };
  let isBuilding = false;
  eachRecord(member.method.body, ({ kind, target, args }) => {
    isBuilding ||= (kind === 'call' || kind === 'new') && [target, ...(Array.isArray(args) ? args : [])].some(isBuilder);
  });
  return isBuilding;
}

/** It builds before all others. */
function isCustomizer({ owner, member }: Entry): boolean {
  const isOne = parentTypes(owner.declaration).some(({ name }) => lastSegment(name) === 'KafkaStreamsInfrastructureCustomizer');
  return isOne && member.kind === 'method' && member.method.name === 'configureBuilder';
}

/** The application's builder may come to it by Spring's factory. */
function usesFactory({ owner, member }: Entry): boolean {
  const types = [...(member.kind === 'method' ? member.method.params : []), ...owner.declaration.fields].map(
    ({ type }) => type?.name ?? '',
  );
  return types.some((type) => lastSegment(type) === 'StreamsBuilderFactoryBean');
}

/** Ways to make a class a bean that do not name it. */
const findsOtherBeans = /includeFilters|ImportResource|XmlApplicationContext|ImportSelector|ImportBeanDefinitionRegistrar/;

/** A class that no container makes: nothing but Lombok's is annotated on it or above it, and no other code speaks of it. */
function createNoBeans(units: readonly SourceUnit[], textOf: (file: string) => string): (owner: ClassInfo) => boolean {
  const known = new Map<ClassInfo, boolean>();
  const anyIsFound = once(() => units.some(({ file }) => findsOtherBeans.test(textOf(file))));
  const classNames = once(() => new Set(units.flatMap((unit) => unit.classes.map(({ name }) => name))));
  /** How many files speak of each class. */
  const speaking = once(() => {
    const counts = new Map<string, number>();
    for (const { file } of units)
      for (const word of new Set(wordsIn(textOf(file)))) if (classNames().has(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
    return counts;
  });
  const find = (owner: ClassInfo): boolean => {
    const { declaration, unit, outer } = owner;
    const isBare =
      outer === undefined &&
      declaration.annotations.every((a) => isOfLombok(a, unit)) &&
      declaration.superclass === undefined &&
      declaration.interfaces.length === 0;
    return isBare && !anyIsFound() && (speaking().get(declaration.name) ?? 0) < 2;
  };
  return (owner) => {
    let is = known.get(owner);
    if (is === undefined) known.set(owner, (is = find(owner)));
    return is;
  };
}

function isOfLombok({ name }: Annotation, { imports }: SourceUnit): boolean {
  return imports.some(({ path }) => path.startsWith('lombok.') && lastSegment(path) === name);
}

/** Beans of one application share it. */
export function sourceRootOf({ owner: { unit } }: Entry): string {
  return rootOf(unit);
}

function rootOf(unit: SourceUnit): string {
  const depth = unit.package === '' ? 0 : unit.package.split('.').length;
  return unit.file
    .split('/')
    .slice(0, -1 - depth)
    .join('/');
}
