/** Where the names of classes lead (JLS §6.5.5). Files are read and parsed when a name first needs them. */
import type { ClassDeclaration, Import, SourceUnit } from '../form/form.js';
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
  readonly byUnit: WeakMap<SourceUnit, readonly ClassInfo[]>;
  readonly lineages: WeakMap<ClassInfo, Lineage>;
  readonly resolved: WeakMap<ClassInfo, Map<string, ClassReference | undefined>>;
  readonly subclasses: WeakMap<ClassInfo, readonly ClassInfo[]>;
}

/** See `Program.lineage`. */
export interface Lineage {
  readonly classes: readonly ClassInfo[];
  readonly complete: boolean;
}

export function createClasses(sources: ProgramSources): Classes {
  return {
    sources,
    infos: new WeakMap(),
    byUnit: new WeakMap(),
    lineages: new WeakMap(),
    resolved: new WeakMap(),
    subclasses: new WeakMap(),
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
  const known = classes.infos.get(declaration);
  if (known !== undefined) return known;
  const prefix = outer !== undefined ? `${outer.qualifiedName}.` : unit.package === '' ? '' : `${unit.package}.`;
  const isLocal = outer !== undefined && !outer.declaration.classes.includes(declaration);
  const info: ClassInfo = { declaration, unit, outer, qualifiedName: prefix + declaration.name, isLocal, locals };
  classes.infos.set(declaration, info);
  for (const nested of declaration.classes) declare(classes, nested, unit, info);
  return info;
}

export function classesOf(classes: Classes, unit: SourceUnit): readonly ClassInfo[] {
  let list = classes.byUnit.get(unit);
  if (list === undefined) {
    list = unit.classes.map((declaration) => declare(classes, declaration, unit, undefined));
    classes.byUnit.set(unit, list);
  }
  return list;
}

/** Modules of one workspace may each have a class of the same name: the one nearest to where the name stands; none where two are as near. */
function topLevel(classes: Classes, simpleName: string, packageName: string, from: string): ClassInfo | undefined {
  if (libraryPackage.test(packageName)) return undefined;
  const found: ClassInfo[] = [];
  for (const file of classes.sources.findByClassName(simpleName)) {
    const unit = classes.sources.unitOf(file);
    if (unit === undefined || unit.package !== packageName) continue;
    const info = classesOf(classes, unit).find(({ declaration }) => declaration.name === simpleName);
    if (info !== undefined) found.push(info);
  }
  if (found.length < 2) return found[0];
  const nearness = found.map(({ unit }) => sharedFolders(unit.file, from));
  const nearest = Math.max(...nearness);
  const best = found.filter((_, i) => nearness[i] === nearest);
  return best.length === 1 ? best[0] : undefined;
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
    const found = owner.declaration.classes.find((c) => c.name === name);
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
  const inUnit = classesOf(classes, unit).find((info) => info.declaration.name === name);
  if (inUnit !== undefined) return { kind: 'source', info: inUnit };
  const byImport = unit.imports.find((i) => importedName(i) === name);
  if (byImport !== undefined) {
    const path = byImport.isStatic ? `${byImport.path}.${name}` : byImport.path;
    const info = qualified(classes, path, unit.file);
    return info !== undefined ? { kind: 'source', info } : { kind: 'library', qualifiedName: path, simpleName: name };
  }
  const samePackage = topLevel(classes, name, unit.package, unit.file);
  if (samePackage !== undefined) return { kind: 'source', info: samePackage };
  // Of a package of Kafka it is not known here which classes it has.
  let wildcard = jdkHasClass('java.lang', name) === true ? 'java.lang' : undefined;
  for (const i of unit.imports) {
    if (!i.wildcard) continue;
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
  const found = info.declaration.classes.find((c) => c.name === name);
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
  if (upperCase.test(first)) {
    const head = simple(classes, first, from);
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
  return upperCase.test(last) ? { kind: 'library', qualifiedName: name, simpleName: last } : undefined;
}

export function superOf(classes: Classes, info: ClassInfo): ClassReference | undefined {
  const type = info.declaration.superclass;
  return type === undefined ? undefined : resolve(classes, type.name, info);
}

export function lineage(classes: Classes, info: ClassInfo): Lineage {
  const known = classes.lineages.get(info);
  if (known !== undefined) return known;
  const found: ClassInfo[] = [];
  let complete = true;
  const visit = (current: ClassInfo): void => {
    if (found.includes(current)) return;
    found.push(current);
    for (const type of parentTypes(current.declaration)) {
      const reference = simpleOrQualified(classes, type.name, current);
      if (reference?.kind === 'source') visit(reference.info);
      else complete = false;
    }
  };
  visit(info);
  const result = { classes: found, complete };
  classes.lineages.set(info, result);
  return result;
}

function simpleOrQualified(classes: Classes, name: string, from: ClassInfo): ClassReference | undefined {
  // An anonymous class or a class extending its own outer must not look itself up through its unfinished lineage.
  const local = from.locals.get(name);
  return local === undefined ? resolveAnew(classes, name, from.outer ?? from) : { kind: 'source', info: local };
}

/** Named classes that extend or implement the class, however far below it. */
export function subclassesOf(classes: Classes, info: ClassInfo): readonly ClassInfo[] {
  const known = classes.subclasses.get(info);
  if (known !== undefined) return known;
  classes.subclasses.set(info, []);
  const children = possibleChildren(classes, info.declaration.name).filter((one) => one !== info && isChild(classes, one, info));
  const all = withSubclasses(classes, children);
  classes.subclasses.set(info, all);
  return all;
}

/** Named classes whose superclass is the library's class of that name, and those that extend them. */
export function subclassesOfLibrary(classes: Classes, qualifiedName: string): readonly ClassInfo[] {
  const children = possibleChildren(classes, lastSegment(qualifiedName)).filter((one) => {
    const parent = superOf(classes, one);
    return parent?.kind === 'library' && parent.qualifiedName === qualifiedName;
  });
  return withSubclasses(classes, children);
}

/** Whether a method makes such an object for a container. */
export function isProduced(classes: Classes, info: ClassInfo): boolean {
  const { name } = info.declaration;
  return possibleChildren(classes, name).some((owner) =>
    owner.declaration.methods.some(({ annotations, returnType }) => {
      if (returnType === undefined || lastSegment(returnType.name) !== name) return false;
      if (!annotations.some((a) => /^(?:Bean|Produces)$/.test(lastSegment(a.name)))) return false;
      const reference = resolve(classes, returnType.name, owner);
      return reference?.kind === 'source' && reference.info === info;
    }),
  );
}

/** The classes of the files in which one may have a parent of that simple name. */
function possibleChildren(classes: Classes, simpleName: string): readonly ClassInfo[] {
  return classes.sources.findByParent(simpleName).flatMap((file) => {
    const unit = classes.sources.unitOf(file);
    return unit === undefined ? [] : classesOf(classes, unit).flatMap((one) => withNested(classes, one));
  });
}

function withSubclasses(classes: Classes, children: readonly ClassInfo[]): readonly ClassInfo[] {
  return [...new Set(children.flatMap((one) => [one, ...subclassesOf(classes, one)]))];
}

function isChild(classes: Classes, one: ClassInfo, parent: ClassInfo): boolean {
  return parentTypes(one.declaration).some((type) => {
    if (lastSegment(type.name) !== parent.declaration.name) return false;
    const reference = resolve(classes, type.name, one);
    return reference?.kind === 'source' && reference.info === parent;
  });
}

function withNested(classes: Classes, info: ClassInfo): ClassInfo[] {
  return [info, ...info.declaration.classes.flatMap((nested) => withNested(classes, declare(classes, nested, info.unit, info)))];
}

/** How many folders two paths have in common from the start. */
function sharedFolders(a: string, b: string): number {
  const [left, right] = [a.split('/').slice(0, -1), b.split('/').slice(0, -1)];
  const end = left.findIndex((folder, i) => folder !== right[i]);
  return end < 0 ? left.length : end;
}

function importedName(i: Import): string | undefined {
  if (i.wildcard) return undefined;
  if (i.isStatic) return i.member;
  return i.path.slice(i.path.lastIndexOf('.') + 1);
}
