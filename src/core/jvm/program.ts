/** Classes of the analysed sources: where a name leads to. Files are read and parsed when a name first needs them. */
import { recordsIn } from '../form/walk.js';
import { jdkHasClass } from './jdkClasses.js';
import type {
  Block,
  ClassDeclaration,
  Expression,
  FieldDeclaration,
  Import,
  MethodDeclaration,
  SourceUnit,
  TypeRef,
} from '../form/form.js';

export interface ClassInfo {
  readonly declaration: ClassDeclaration;
  readonly unit: SourceUnit;
  readonly outer: ClassInfo | undefined;
  /** Dotted, with package and outer classes; unique in a unit. */
  readonly qualifiedName: string;
  /** Declared in a block; anonymous classes are. */
  readonly isLocal: boolean;
  /** The local classes that code in it sees beside its own members. */
  readonly locals: ReadonlyMap<string, ClassInfo>;
}

/** What a type name means where it stands. */
export type ClassReference =
  | { readonly kind: 'source'; readonly info: ClassInfo }
  | { readonly kind: 'library'; readonly qualifiedName: string | undefined; readonly simpleName: string };

export interface ProgramSources {
  /** The parsed unit of a file; undefined where it cannot be read or parsed. */
  unitOf(file: string): SourceUnit | undefined;
  findByClassName(simpleName: string): readonly string[];
}

export interface Program {
  classesOf(unit: SourceUnit): readonly ClassInfo[];
  infoOf(declaration: ClassDeclaration): ClassInfo | undefined;
  /** Registers a local class; `locals` are those that can be seen where it stands. */
  declare(
    declaration: ClassDeclaration,
    unit: SourceUnit,
    outer: ClassInfo | undefined,
    locals?: ReadonlyMap<string, ClassInfo>,
  ): ClassInfo;
  /** Registers an anonymous class or an enum constant's body as a subclass of the named type. */
  declareSubclass(
    body: ClassDeclaration,
    parent: TypeRef,
    parentIsInterface: boolean,
    outer: ClassInfo,
    locals: ReadonlyMap<string, ClassInfo>,
  ): ClassInfo;
  /** Whether a method of the class (not a constructor, not the initialiser) assigns the field. */
  isAssigned(declaration: ClassDeclaration, field: FieldDeclaration): boolean;
  /** The methods and constructors of the outermost class around that assign something of the field's name. */
  assigners(owner: ClassInfo, field: FieldDeclaration): readonly MethodDeclaration[];
  /** Resolves a possibly dotted type name as seen from a class. Undefined where no rule of Java leads anywhere (then it is not a class). */
  resolve(name: string, from: ClassInfo): ClassReference | undefined;
  superOf(info: ClassInfo): ClassReference | undefined;
  /** The class and its superclasses and interfaces that are in the sources, nearest first; `complete` is false where part of the hierarchy is not in the sources. */
  lineage(info: ClassInfo): { readonly classes: readonly ClassInfo[]; readonly complete: boolean };
  findMethods(info: ClassInfo, name: string): readonly { readonly owner: ClassInfo; readonly method: MethodDeclaration }[];
  unit(file: string): SourceUnit | undefined;
}

/** Names in a path of packages and classes: no code that people write comes near. */
export const longestPath = 60;

const upperCase = /^[A-Z_$]/;
/** Kafka's own packages: modelled, never interpreted, even where their sources are in the workspace. */
const libraryPackage = /^org\.apache\.kafka\.(?:common|clients)(?:\.|$)|^org\.apache\.kafka\.streams(?!\.examples)(?:\.|$)/;

/** As Class#getName writes it; undefined: an anonymous or local class, which the compiler numbers. */
export function binaryName(info: ClassInfo): string | undefined {
  if (info.declaration.name === '' || info.isLocal) return undefined;
  if (info.outer === undefined) return info.qualifiedName;
  const outer = binaryName(info.outer);
  return outer === undefined ? undefined : `${outer}$${info.declaration.name}`;
}

export function isLibraryUnit(unit: SourceUnit): boolean {
  return libraryPackage.test(unit.package);
}

const noLocals: ReadonlyMap<string, ClassInfo> = new Map();

export function createProgram(sources: ProgramSources): Program {
  const infos = new WeakMap<ClassDeclaration, ClassInfo>();
  const byUnit = new WeakMap<SourceUnit, ClassInfo[]>();
  const lineages = new WeakMap<ClassInfo, { classes: ClassInfo[]; complete: boolean }>();
  const subclasses = new WeakMap<ClassDeclaration, ClassInfo>();
  const assigned = new WeakMap<ClassDeclaration, ReadonlySet<string>>();
  const assigning = new WeakMap<ClassDeclaration, ReadonlyMap<string, readonly MethodDeclaration[]>>();
  const resolved = new WeakMap<ClassInfo, Map<string, ClassReference | undefined>>();

  function declare(
    declaration: ClassDeclaration,
    unit: SourceUnit,
    outer: ClassInfo | undefined,
    locals: ReadonlyMap<string, ClassInfo> = noLocals,
  ): ClassInfo {
    const known = infos.get(declaration);
    if (known !== undefined) return known;
    const prefix = outer !== undefined ? `${outer.qualifiedName}.` : unit.package === '' ? '' : `${unit.package}.`;
    const isLocal = outer !== undefined && !outer.declaration.classes.includes(declaration);
    const info: ClassInfo = { declaration, unit, outer, qualifiedName: prefix + declaration.name, isLocal, locals };
    infos.set(declaration, info);
    for (const nested of declaration.classes) declare(nested, unit, info);
    return info;
  }

  function classesOf(unit: SourceUnit): ClassInfo[] {
    let list = byUnit.get(unit);
    if (list === undefined) {
      list = unit.classes.map((declaration) => declare(declaration, unit, undefined));
      byUnit.set(unit, list);
    }
    return list;
  }

  /** Modules of one workspace may each have a class of the same name: the one nearest to where the name stands; none where two are as near. */
  function topLevel(simpleName: string, packageName: string, from: string): ClassInfo | undefined {
    if (libraryPackage.test(packageName)) return undefined;
    const found: ClassInfo[] = [];
    for (const file of sources.findByClassName(simpleName)) {
      const unit = sources.unitOf(file);
      if (unit === undefined || unit.package !== packageName) continue;
      const info = classesOf(unit).find(({ declaration }) => declaration.name === simpleName);
      if (info !== undefined) found.push(info);
    }
    if (found.length < 2) return found[0];
    const nearness = found.map(({ unit }) => sharedFolders(unit.file, from));
    const nearest = Math.max(...nearness);
    const best = found.filter((_, i) => nearness[i] === nearest);
    return best.length === 1 ? best[0] : undefined;
  }

  /** `a.b.Outer.Inner`: packages are taken to end where a source class begins. */
  function qualified(path: string, from: string): ClassInfo | undefined {
    const parts = path.split('.');
    if (parts.length > longestPath) return undefined;
    for (let i = parts.length - 1; i >= 0; i--) {
      let info = topLevel(parts[i]!, parts.slice(0, i).join('.'), from);
      for (let k = i + 1; info !== undefined && k < parts.length; k++) info = memberClass(info, parts[k]!);
      if (info !== undefined) return info;
    }
    return undefined;
  }

  function memberClass(info: ClassInfo, name: string): ClassInfo | undefined {
    for (const owner of lineage(info).classes) {
      const found = owner.declaration.classes.find((c) => c.name === name);
      if (found !== undefined) return declare(found, owner.unit, owner);
    }
    return undefined;
  }

  function simple(name: string, from: ClassInfo): ClassReference | undefined {
    for (let info: ClassInfo | undefined = from; info !== undefined; info = info.outer) {
      if (info.declaration.name === name) return { kind: 'source', info };
      // While a lineage is being worked out, its own supertypes are looked up: only direct members then.
      const member = lineages.has(info) ? memberClass(info, name) : directMember(info, name);
      if (member !== undefined) return { kind: 'source', info: member };
      const local = info.locals.get(name);
      if (local !== undefined) return { kind: 'source', info: local };
    }
    const unit = from.unit;
    const inUnit = classesOf(unit).find((info) => info.declaration.name === name);
    if (inUnit !== undefined) return { kind: 'source', info: inUnit };
    const byImport = unit.imports.find((i) => importedName(i) === name);
    if (byImport !== undefined) {
      const path = byImport.isStatic ? `${byImport.path}.${name}` : byImport.path;
      const info = qualified(path, unit.file);
      return info !== undefined ? { kind: 'source', info } : { kind: 'library', qualifiedName: path, simpleName: name };
    }
    const samePackage = topLevel(name, unit.package, unit.file);
    if (samePackage !== undefined) return { kind: 'source', info: samePackage };
    // Of a package of Kafka it is not known here which classes it has.
    let wildcard = jdkHasClass('java.lang', name) === true ? 'java.lang' : undefined;
    for (const i of unit.imports) {
      if (!i.wildcard) continue;
      const info = i.isStatic
        ? qualified(`${i.path}.${name}`, unit.file)
        : (topLevel(name, i.path, unit.file) ?? qualified(`${i.path}.${name}`, unit.file));
      if (info !== undefined) return { kind: 'source', info };
      if (!i.isStatic && jdkHasClass(i.path, name) === true) wildcard = i.path;
      else if (i.path.startsWith('org.apache.kafka')) wildcard ??= i.path;
    }
    if (!upperCase.test(name)) return undefined;
    return { kind: 'library', qualifiedName: wildcard === undefined ? undefined : `${wildcard}.${name}`, simpleName: name };
  }

  function directMember(info: ClassInfo, name: string): ClassInfo | undefined {
    const found = info.declaration.classes.find((c) => c.name === name);
    return found === undefined ? undefined : declare(found, info.unit, info);
  }

  function resolve(name: string, from: ClassInfo): ClassReference | undefined {
    let cache = resolved.get(from);
    if (cache === undefined) resolved.set(from, (cache = new Map()));
    if (cache.has(name)) return cache.get(name);
    const result = resolveAnew(name, from);
    cache.set(name, result);
    return result;
  }

  function resolveAnew(name: string, from: ClassInfo): ClassReference | undefined {
    const dot = name.indexOf('.');
    if (dot < 0) return simple(name, from);
    const first = name.slice(0, dot);
    if (upperCase.test(first)) {
      const head = simple(first, from);
      if (head === undefined) return undefined;
      if (head.kind === 'library') {
        return {
          kind: 'library',
          qualifiedName: head.qualifiedName === undefined ? undefined : head.qualifiedName + name.slice(dot),
          simpleName: name.slice(name.lastIndexOf('.') + 1),
        };
      }
      let info: ClassInfo | undefined = head.info;
      for (const part of name.slice(dot + 1).split('.')) info = info === undefined ? undefined : memberClass(info, part);
      return info === undefined ? undefined : { kind: 'source', info };
    }
    const info = qualified(name, from.unit.file);
    if (info !== undefined) return { kind: 'source', info };
    const last = name.slice(name.lastIndexOf('.') + 1);
    return upperCase.test(last) ? { kind: 'library', qualifiedName: name, simpleName: last } : undefined;
  }

  function superOf(info: ClassInfo): ClassReference | undefined {
    const type = info.declaration.superclass;
    return type === undefined ? undefined : resolve(type.name, info);
  }

  function lineage(info: ClassInfo): { classes: ClassInfo[]; complete: boolean } {
    const known = lineages.get(info);
    if (known !== undefined) return known;
    const classes: ClassInfo[] = [];
    let complete = true;
    const visit = (current: ClassInfo): void => {
      if (classes.includes(current)) return;
      classes.push(current);
      const supers: TypeRef[] = [
        ...(current.declaration.superclass === undefined ? [] : [current.declaration.superclass]),
        ...current.declaration.interfaces,
      ];
      for (const type of supers) {
        const reference = simpleOrQualified(type.name, current);
        if (reference?.kind === 'source') visit(reference.info);
        else complete = false;
      }
    };
    visit(info);
    const result = { classes, complete };
    lineages.set(info, result);
    return result;
  }

  function simpleOrQualified(name: string, from: ClassInfo): ClassReference | undefined {
    // An anonymous class or a class extending its own outer must not look itself up through its unfinished lineage.
    const local = from.locals.get(name);
    return local === undefined ? resolveAnew(name, from.outer ?? from) : { kind: 'source', info: local };
  }

  return {
    classesOf,
    infoOf: (declaration) => infos.get(declaration),
    declare,
    declareSubclass(body, parent, parentIsInterface, outer, locals) {
      let info = subclasses.get(body);
      if (info === undefined) {
        info = declare(parentIsInterface ? { ...body, interfaces: [parent] } : { ...body, superclass: parent }, outer.unit, outer, locals);
        subclasses.set(body, info);
      }
      return info;
    },
    isAssigned(declaration, field) {
      let names = assigned.get(declaration);
      if (names === undefined) assigned.set(declaration, (names = assignedNames([declaration, ...declaration.classes])));
      return names.has(field.name);
    },
    assigners(owner, field) {
      let outer = owner;
      while (outer.outer !== undefined) outer = outer.outer;
      let known = assigning.get(outer.declaration);
      if (known === undefined) assigning.set(outer.declaration, (known = methodsThatAssign(outer.declaration)));
      return known.get(field.name) ?? [];
    },
    resolve,
    superOf,
    lineage,
    findMethods(info, name) {
      const found: { owner: ClassInfo; method: MethodDeclaration }[] = [];
      for (const owner of lineage(info).classes) {
        for (const method of owner.declaration.methods) if (method.name === name) found.push({ owner, method });
      }
      return found;
    },
    unit: (file) => sources.unitOf(file),
  };
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

/** What the methods of the classes assign to, by its last name. */
function assignedNames(classes: readonly ClassDeclaration[]): ReadonlySet<string> {
  return new Set(classes.flatMap(({ methods }) => methods.flatMap((m) => (m.isAbstract ? [] : assignedIn(m.body)))));
}

/** Of a class and all inside it: by what is assigned. */
function methodsThatAssign(declaration: ClassDeclaration): ReadonlyMap<string, readonly MethodDeclaration[]> {
  const found = new Map<string, MethodDeclaration[]>();
  const visit = ({ methods, constructors, classes }: ClassDeclaration): void => {
    for (const method of [...methods, ...constructors]) {
      if (method.isAbstract) continue;
      for (const name of new Set(assignedIn(method.body))) found.set(name, [...(found.get(name) ?? []), method]);
    }
    classes.forEach(visit);
  };
  visit(declaration);
  return found;
}

function assignedIn(body: Block | undefined): string[] {
  const names: string[] = [];
  for (const record of recordsIn(body)) {
    const { kind, operator } = record;
    if (kind !== 'assign' && !(kind === 'unary' && (operator === '++' || operator === '--'))) continue;
    const target = (record['target'] ?? record['operand']) as Expression;
    if (target.kind === 'name' || target.kind === 'select') names.push(target.name);
  }
  return names;
}
