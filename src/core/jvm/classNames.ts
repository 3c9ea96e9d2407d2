/** Where the names of classes lead (JLS §6.5.5). Files are read and parsed when a name first needs them. */
import type { ClassDeclaration, Import, MethodDeclaration, SourceUnit, TypeRef } from '../form/form.js';
import { groupBy } from '../../base/groupBy.js';
import { once } from '../../base/once.js';
import { createNearest, type Nearest } from './nearest.js';
import { declaredIn, importsByName, type Declared } from './declared.js';
import { lastSegment } from '../form/labels.js';
import { parentTypes } from '../form/walk.js';
import { jdkHasClass } from './jdkClasses.js';
import type { ClassInfo, ClassReference, ProgramSources } from './program.js';

/** Names in a path of packages and classes: no code that people write comes near. */
export const longestPath = 60;

const upperCase = /^[A-Z_$]/;
/** Kafka's own packages: modelled, never interpreted, even where their sources are in the workspace. */
const libraryPackage = /^org\.apache\.kafka\.(?:common|clients)(?:\.|$)|^org\.apache\.kafka\.streams(?!\.examples)(?:\.|$)/;

const noLocals: ReadonlyMap<string, ClassInfo> = new Map();

/** What is known of the classes so far. */
export interface Classes {
  readonly sources: ProgramSources;
  readonly infos: WeakMap<ClassDeclaration, ClassInfo>;
  readonly byUnit: WeakMap<SourceUnit, UnitNames>;
  readonly declared: WeakMap<ClassDeclaration, Declared>;
  readonly lineages: WeakMap<ClassInfo, Lineage>;
  readonly resolved: WeakMap<ClassInfo, Map<string, ClassReference | undefined>>;
  readonly parents: WeakMap<ClassInfo, readonly (ClassReference | undefined)[]>;
  readonly children: WeakMap<ClassInfo, readonly ClassInfo[]>;
  readonly subclasses: WeakMap<ClassInfo, readonly ClassInfo[] | undefined>;
  /** The classes below one of a library, by its name. */
  readonly ofLibrary: Map<string, readonly ClassInfo[]>;
  /** The classes of a simple name that are in no other, by their package. */
  readonly topLevel: Map<string, ReadonlyMap<string, Nearest<ClassInfo>>>;
}

/** What stands in a file, in its order and by name. */
interface UnitNames {
  readonly classes: readonly ClassInfo[];
  readonly byName: ReadonlyMap<string, readonly ClassInfo[]>;
  readonly imports: ReadonlyMap<string | undefined, readonly Import[]>;
  /** All classes, those inside others too, by the simple names of what they extend and implement. */
  readonly byParent: () => ReadonlyMap<string, readonly ClassInfo[]>;
  /** What methods make for a container (`@Bean`), by the simple names of their types. */
  readonly producers: () => ReadonlyMap<string, readonly Produced[]>;
}

interface Produced {
  readonly type: TypeRef;
  readonly owner: ClassInfo;
  readonly method: MethodDeclaration;
}

/** See `Program.lineage`. */
export interface Lineage {
  readonly classes: readonly ClassInfo[];
  readonly complete: boolean;
  /** There are more than are followed: it is as if the class stood alone. */
  readonly isCut?: true;
}

/** Beyond it nothing that a class inherits is known: no code that people write comes near. */
export const longestLineage = 250;
/** Beyond it the classes below one are not known. */
const mostSubclasses = 1000;

export function createClasses(sources: ProgramSources): Classes {
  return {
    sources,
    infos: new WeakMap(),
    byUnit: new WeakMap(),
    declared: new WeakMap(),
    lineages: new WeakMap(),
    resolved: new WeakMap(),
    parents: new WeakMap(),
    children: new WeakMap(),
    subclasses: new WeakMap(),
    ofLibrary: new Map(),
    topLevel: new Map(),
  };
}

export function isLibraryUnit(unit: SourceUnit): boolean {
  return libraryPackage.test(unit.package);
}

export function declare(
  classes: Classes,
  declaration: ClassDeclaration,
  unit: SourceUnit,
  outer: ClassInfo | undefined,
  locals: ReadonlyMap<string, ClassInfo> = noLocals,
): ClassInfo {
  // The classes that are members of one are registered with it.
  return classes.infos.get(declaration) ?? register(classes, declaration, unit, outer, locals, outer !== undefined);
}

function register(
  classes: Classes,
  declaration: ClassDeclaration,
  unit: SourceUnit,
  outer: ClassInfo | undefined,
  locals: ReadonlyMap<string, ClassInfo>,
  isLocal: boolean,
): ClassInfo {
  const prefix = outer !== undefined ? `${outer.qualifiedName}.` : unit.package === '' ? '' : `${unit.package}.`;
  const info: ClassInfo = { declaration, unit, outer, qualifiedName: prefix + declaration.name, isLocal, locals };
  classes.infos.set(declaration, info);
  for (const nested of declaration.classes) if (!classes.infos.has(nested)) register(classes, nested, unit, info, noLocals, false);
  return info;
}

export function classesOf(classes: Classes, unit: SourceUnit): readonly ClassInfo[] {
  return namesOf(classes, unit).classes;
}

function namesOf(classes: Classes, unit: SourceUnit): UnitNames {
  let names = classes.byUnit.get(unit);
  if (names === undefined) {
    const top = unit.classes.map((declaration) => declare(classes, declaration, unit, undefined));
    const all = once(() => top.flatMap((one) => [...withNested(classes, one)]));
    names = {
      classes: top,
      byName: groupBy(top, ({ declaration }) => declaration.name),
      imports: importsByName(unit),
      byParent: once(() => byParents(all())),
      producers: once(() => groupBy(all().flatMap(producedBy), ({ type }) => lastSegment(type.name))),
    };
    classes.byUnit.set(unit, names);
  }
  return names;
}

function byParents(all: readonly ClassInfo[]): ReadonlyMap<string, readonly ClassInfo[]> {
  const pairs = all.flatMap((info) => {
    const names = new Set(parentTypes(info.declaration).map(({ name }) => lastSegment(name)));
    return [...names].map((name) => ({ name, info }));
  });
  return new Map([...groupBy(pairs, ({ name }) => name)].map(([name, found]) => [name, found.map(({ info }) => info)]));
}

function producedBy(owner: ClassInfo): readonly Produced[] {
  return owner.declaration.methods.flatMap((method) => {
    const { annotations, returnType: type } = method;
    return type !== undefined && annotations.some((a) => /^(?:Bean|Produces)$/.test(lastSegment(a.name))) ? [{ type, owner, method }] : [];
  });
}

/** What the class declares, by name. */
export function declaredBy(classes: Classes, declaration: ClassDeclaration): Declared {
  let found = classes.declared.get(declaration);
  if (found === undefined) classes.declared.set(declaration, (found = declaredIn(declaration)));
  return found;
}

/** The static imports of a file that may give the name. */
export function staticImports(classes: Classes, unit: SourceUnit, name: string): readonly Import[] {
  const { imports } = namesOf(classes, unit);
  return [...(imports.get(name) ?? []), ...(imports.get(undefined) ?? [])].filter((one) => one.isStatic);
}

/** Modules of one workspace may each have a class of the same name: the one nearest to where the name stands; none where two are as near. */
function topLevel(classes: Classes, simpleName: string, packageName: string, from: string): ClassInfo | undefined {
  if (libraryPackage.test(packageName)) return undefined;
  let byPackage = classes.topLevel.get(simpleName);
  if (byPackage === undefined) {
    const found = classes.sources.findByClassName(simpleName).flatMap((file) => {
      const unit = classes.sources.unitOf(file);
      return unit === undefined ? [] : (namesOf(classes, unit).byName.get(simpleName)?.[0] ?? []);
    });
    const groups = groupBy(found, ({ unit }) => unit.package);
    byPackage = new Map([...groups].map(([name, all]) => [name, createNearest(all, ({ unit }) => unit.file)]));
    classes.topLevel.set(simpleName, byPackage);
  }
  return byPackage.get(packageName)?.(from);
}

/** `a.b.Outer.Inner`: packages are taken to end where a source class begins. */
function qualified(classes: Classes, path: string, from: string): ClassInfo | undefined {
  const parts = path.split('.');
  if (parts.length > longestPath) return undefined;
  for (let i = parts.length - 1; i >= 0; i--) {
    let info = topLevel(classes, parts[i]!, parts.slice(0, i).join('.'), from);
    for (let k = i + 1; info !== undefined && k < parts.length; k++) info = memberClass(classes, info, parts[k]!);
    if (info !== undefined) return info;
  }
  return undefined;
}

function memberClass(classes: Classes, info: ClassInfo, name: string): ClassInfo | undefined {
  for (const owner of lineage(classes, info).classes) {
    const found = declaredBy(classes, owner.declaration).classes.get(name);
    if (found !== undefined) return declare(classes, found, owner.unit, owner);
  }
  return undefined;
}

function simple(classes: Classes, name: string, from: ClassInfo): ClassReference | undefined {
  for (let info: ClassInfo | undefined = from; info !== undefined; info = info.outer) {
    if (info.declaration.name === name) return { kind: 'source', info };
    // While a lineage is being worked out, its own supertypes are looked up: only direct members then.
    const member = classes.lineages.has(info) ? memberClass(classes, info, name) : directMember(classes, info, name);
    if (member !== undefined) return { kind: 'source', info: member };
    const local = info.locals.get(name);
    if (local !== undefined) return { kind: 'source', info: local };
  }
  const unit = from.unit;
  const { byName, imports } = namesOf(classes, unit);
  const inUnit = byName.get(name)?.[0];
  if (inUnit !== undefined) return { kind: 'source', info: inUnit };
  const byImport = imports.get(name)?.[0];
  if (byImport !== undefined) {
    const path = byImport.isStatic ? `${byImport.path}.${name}` : byImport.path;
    const info = qualified(classes, path, unit.file);
    return info !== undefined ? { kind: 'source', info } : { kind: 'library', qualifiedName: path, simpleName: name };
  }
  const samePackage = topLevel(classes, name, unit.package, unit.file);
  if (samePackage !== undefined) return { kind: 'source', info: samePackage };
  // Of a package of Kafka it is not known here which classes it has.
  let wildcard = jdkHasClass('java.lang', name) === true ? 'java.lang' : undefined;
  for (const i of imports.get(undefined) ?? []) {
    const info = i.isStatic
      ? qualified(classes, `${i.path}.${name}`, unit.file)
      : (topLevel(classes, name, i.path, unit.file) ?? qualified(classes, `${i.path}.${name}`, unit.file));
    if (info !== undefined) return { kind: 'source', info };
    if (!i.isStatic && (jdkHasClass(i.path, name) === true || bootstrapHasClass(i.path, name))) wildcard = i.path;
    else if (i.path.startsWith('org.apache.kafka')) wildcard ??= i.path;
  }
  if (!upperCase.test(name)) return undefined;
  return { kind: 'library', qualifiedName: wildcard === undefined ? undefined : `${wildcard}.${name}`, simpleName: name };
}

/** bakdata's streams-bootstrap calls its classes after those of Kafka's that they stand for. */
function bootstrapHasClass(packageName: string, name: string): boolean {
  return packageName.startsWith('com.bakdata.kafka') && /^(?:[A-Z]\w*X|TopologyBuilder|KafkaStreamsApplication|StreamsApp)$/.test(name);
}

function directMember(classes: Classes, info: ClassInfo, name: string): ClassInfo | undefined {
  const found = declaredBy(classes, info.declaration).classes.get(name);
  return found === undefined ? undefined : declare(classes, found, info.unit, info);
}

export function resolve(classes: Classes, name: string, from: ClassInfo): ClassReference | undefined {
  let cache = classes.resolved.get(from);
  if (cache === undefined) classes.resolved.set(from, (cache = new Map()));
  if (cache.has(name)) return cache.get(name);
  const result = resolveAnew(classes, name, from);
  cache.set(name, result);
  return result;
}

function resolveAnew(classes: Classes, name: string, from: ClassInfo): ClassReference | undefined {
  const dot = name.indexOf('.');
  if (dot < 0) return simple(classes, name, from);
  const first = name.slice(0, dot);
  // A class that is in scope comes before a package, however either is written (JLS §6.5.2).
  const head = simple(classes, first, from);
  if (head?.kind === 'source' || upperCase.test(first)) {
    if (head === undefined) return undefined;
    if (head.kind === 'library') {
      return {
        kind: 'library',
        qualifiedName: head.qualifiedName === undefined ? undefined : head.qualifiedName + name.slice(dot),
        simpleName: name.slice(name.lastIndexOf('.') + 1),
      };
    }
    let info: ClassInfo | undefined = head.info;
    for (const part of name.slice(dot + 1).split('.')) info = info === undefined ? undefined : memberClass(classes, info, part);
    return info === undefined ? undefined : { kind: 'source', info };
  }
  const info = qualified(classes, name, from.unit.file);
  if (info !== undefined) return { kind: 'source', info };
  const last = name.slice(name.lastIndexOf('.') + 1);
  if (
    name
      .split('.', longestPath)
      .some((part, i, parts) => topLevel(classes, part, parts.slice(0, i).join('.'), from.unit.file) !== undefined)
  )
    return undefined; // a member of a class, but no class
  return upperCase.test(last) ? { kind: 'library', qualifiedName: name, simpleName: last } : undefined;
}

export function superOf(classes: Classes, info: ClassInfo): ClassReference | undefined {
  const type = info.declaration.superclass;
  return type === undefined ? undefined : resolve(classes, type.name, info);
}

export function lineage(classes: Classes, info: ClassInfo): Lineage {
  const known = classes.lineages.get(info);
  if (known !== undefined) return known;
  const found = new Set<ClassInfo>();
  let complete = true;
  const visit = (current: ClassInfo): void => {
    if (found.has(current) || found.size > longestLineage) return;
    found.add(current);
    for (const reference of parentsOf(classes, current)) {
      if (reference?.kind === 'source') visit(reference.info);
      else complete = false;
    }
  };
  visit(info);
  const result: Lineage =
    found.size > longestLineage ? { classes: [info], complete: false, isCut: true } : { classes: [...found], complete };
  classes.lineages.set(info, result);
  return result;
}

function parentsOf(classes: Classes, info: ClassInfo): readonly (ClassReference | undefined)[] {
  const known = classes.parents.get(info);
  if (known !== undefined) return known;
  const found = parentTypes(info.declaration).map((type) => resolveParent(classes, type.name, info));
  // What the class around it inherits is only known once its lineage is.
  if (info.outer === undefined || classes.lineages.has(info.outer)) classes.parents.set(info, found);
  return found;
}

export function resolveParent(classes: Classes, name: string, from: ClassInfo): ClassReference | undefined {
  // An anonymous class or a class extending its own outer must not look itself up through its unfinished lineage.
  const local = from.locals.get(name);
  return local === undefined ? resolveAnew(classes, name, from.outer ?? from) : { kind: 'source', info: local };
}

/** Named classes that extend or implement the class, however far below it; undefined: more than are looked at. */
export function subclassesOf(classes: Classes, info: ClassInfo): readonly ClassInfo[] | undefined {
  if (!classes.subclasses.has(info)) classes.subclasses.set(info, withSubclasses(classes, childrenOf(classes, info), mostSubclasses));
  return classes.subclasses.get(info);
}

/** Named classes whose superclass is the library's class of that name, and those that extend them. */
export function subclassesOfLibrary(classes: Classes, qualifiedName: string): readonly ClassInfo[] {
  let found = classes.ofLibrary.get(qualifiedName);
  if (found === undefined) {
    const children = possibleChildren(classes, lastSegment(qualifiedName)).filter((one) => {
      const parent = superOf(classes, one);
      return parent?.kind === 'library' && parent.qualifiedName === qualifiedName;
    });
    found = withSubclasses(classes, children, Number.POSITIVE_INFINITY) ?? [];
    classes.ofLibrary.set(qualifiedName, found);
  }
  return found;
}

/** The methods that make such objects for a container. */
export function producersOf(
  classes: Classes,
  info: ClassInfo,
): readonly { readonly owner: ClassInfo; readonly method: MethodDeclaration }[] {
  const { name } = info.declaration;
  const producers = unitsByParent(classes, name).flatMap((unit) => namesOf(classes, unit).producers().get(name) ?? []);
  return producers.flatMap(({ type, owner, method }) => {
    const reference = resolve(classes, type.name, owner);
    return reference?.kind === 'source' && reference.info === info ? [{ owner, method }] : [];
  });
}

function unitsByParent(classes: Classes, simpleName: string): readonly SourceUnit[] {
  return classes.sources.findByParent(simpleName).flatMap((file) => classes.sources.unitOf(file) ?? []);
}

/** The classes that have a parent of that simple name. */
function possibleChildren(classes: Classes, simpleName: string): readonly ClassInfo[] {
  return unitsByParent(classes, simpleName).flatMap((unit) => namesOf(classes, unit).byParent().get(simpleName) ?? []);
}

function childrenOf(classes: Classes, info: ClassInfo): readonly ClassInfo[] {
  let found = classes.children.get(info);
  if (found === undefined) {
    found = possibleChildren(classes, info.declaration.name).filter((one) => one !== info && isChild(classes, one, info));
    classes.children.set(info, found);
  }
  return found;
}

/** Each with those below it; undefined: more than `most`. */
function withSubclasses(classes: Classes, children: readonly ClassInfo[], most: number): readonly ClassInfo[] | undefined {
  const found = new Set<ClassInfo>();
  const open = children.toReversed();
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    if (found.has(one)) continue;
    found.add(one);
    if (found.size > most) return undefined;
    open.push(...childrenOf(classes, one).toReversed());
  }
  return [...found];
}

function isChild(classes: Classes, one: ClassInfo, parent: ClassInfo): boolean {
  return parentTypes(one.declaration).some((type) => {
    if (lastSegment(type.name) !== parent.declaration.name) return false;
    const reference = resolve(classes, type.name, one);
    return reference?.kind === 'source' && reference.info === parent;
  });
}

function* withNested(classes: Classes, info: ClassInfo): Generator<ClassInfo> {
  yield info;
  for (const nested of info.declaration.classes) yield* withNested(classes, declare(classes, nested, info.unit, info));
}
