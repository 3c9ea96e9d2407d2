/** Classes of the analysed sources. */
import type { Site } from '../../base/text.js';
import type { ClassDeclaration, FieldDeclaration, Import, MethodDeclaration, SourceUnit, TypeRef } from '../form/form.js';
import type { UnreadFile } from '../form/sourceText.js';
import { createAssigners } from './assigners.js';
import { createChangers } from './changers.js';
import type { Declared } from './declared.js';
import type { FieldRef } from './fields.js';
import { createStaticReach, type Code } from './staticReach.js';
import { createUnreadClasses, type UnreadClasses } from './unreadClasses.js';
import {
  classesOf,
  createClasses,
  declare,
  declaredBy,
  producersOf,
  lineage,
  type Classes,
  type Lineage,
  resolve,
  resolveParent,
  staticImports,
  subclassesOf,
  subclassesOfLibrary,
  superOf,
} from './classNames.js';

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
  /** Files in which a class may extend or implement one of this simple name, or a method make such objects for a container. */
  findByParent(simpleName: string): readonly string[];
  /** Files that are not read as code. */
  unread(): readonly UnreadFile[];
}

export interface Program {
  classesOf(unit: SourceUnit): readonly ClassInfo[];
  /** What a class declares itself, by name. */
  declared(declaration: ClassDeclaration): Declared;
  /** The static imports of a file that may give the name, those of one member first. */
  staticImports(unit: SourceUnit, name: string): readonly Import[];
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
  /** The methods and constructors of the outermost class around that may change what something of the field's name holds. */
  changers(owner: ClassInfo, field: FieldDeclaration): readonly MethodDeclaration[];
  /** What files that are not read as code may hold. */
  readonly unreadClasses: UnreadClasses;
  /** Resolves a possibly dotted type name as seen from a class. Undefined where no rule of Java leads anywhere (then it is not a class). */
  resolve(name: string, from: ClassInfo): ClassReference | undefined;
  /** What a class names as its parent: what stands around the class is looked at, a local class too, not what it inherits itself. */
  resolveParent(name: string, info: ClassInfo): ClassReference | undefined;
  superOf(info: ClassInfo): ClassReference | undefined;
  /** The class and its superclasses and interfaces that are in the sources, nearest first; `complete` is false where part of the hierarchy is not in the sources. */
  lineage(info: ClassInfo): Lineage;
  findMethods(info: ClassInfo, name: string): readonly { readonly owner: ClassInfo; readonly method: MethodDeclaration }[];
  /** Named classes of the sources that extend or implement the class, however far below it; undefined: more than are looked at. */
  subclassesOf(info: ClassInfo): readonly ClassInfo[] | undefined;
  /** The same for a class that is not in the sources. */
  subclassesOfLibrary(qualifiedName: string): readonly ClassInfo[];
  /** The methods of the sources that make objects for a container (`@Bean`), which they declare to be of one of the classes. */
  producersOf(infos: readonly ClassInfo[]): readonly { readonly owner: ClassInfo; readonly method: MethodDeclaration }[];
  unit(file: string): SourceUnit | undefined;
  /** The static fields that code can change when it runs, or what they hold. */
  staticsIn(code: Code): readonly FieldRef[];
  /** What is worked out of a part of the program, each once: `what` says of which question it is the answer. */
  remember<T>(part: object, what: string, workOut: () => T): T;
}

/** No object is of the class itself. */
export function isAbstractClass({ declaration }: ClassInfo): boolean {
  return declaration.kind === 'interface' || declaration.modifiers.includes('abstract');
}

export function siteOfClass({ declaration, unit }: ClassInfo): Site {
  return { file: unit.file, ...declaration.nameSpan };
}

/** As Class#getName writes it; undefined: an anonymous or local class, which the compiler numbers. */
export function binaryName(info: ClassInfo): string | undefined {
  if (info.declaration.name === '' || info.isLocal) return undefined;
  if (info.outer === undefined) return info.qualifiedName;
  const outer = binaryName(info.outer);
  return outer === undefined ? undefined : `${outer}$${info.declaration.name}`;
}

export function createProgram(sources: ProgramSources): Program {
  const classes = createClasses(sources);
  const subclasses = new WeakMap<ClassDeclaration, ClassInfo>();
  const methods = new WeakMap<ClassInfo, Map<string, ReturnType<Program['findMethods']>>>();
  const program: Program = {
    ...createAssigners(),
    ...createChangers(),
    unreadClasses: createUnreadClasses(() => sources.unread()),
    classesOf: (unit) => classesOf(classes, unit),
    declared: (declaration) => declaredBy(classes, declaration),
    staticImports: (unit, name) => staticImports(classes, unit, name),
    infoOf: (declaration) => classes.infos.get(declaration),
    declare: (declaration, unit, outer, locals) => declare(classes, declaration, unit, outer, locals),
    declareSubclass(body, parent, parentIsInterface, outer, locals) {
      let info = subclasses.get(body);
      if (info === undefined) {
        const declaration = parentIsInterface ? { ...body, interfaces: [parent] } : { ...body, superclass: parent };
        subclasses.set(body, (info = declare(classes, declaration, outer.unit, outer, locals)));
      }
      return info;
    },
    resolve: (name, from) => resolve(classes, name, from),
    resolveParent: (name, info) => resolveParent(classes, name, info),
    superOf: (info) => superOf(classes, info),
    lineage: (info) => lineage(classes, info),
    findMethods(info, name) {
      let known = methods.get(info);
      if (known === undefined) methods.set(info, (known = new Map()));
      let found = known.get(name);
      if (found === undefined) known.set(name, (found = findMethods(classes, info, name)));
      return found;
    },
    subclassesOf: (info) => subclassesOf(classes, info),
    subclassesOfLibrary: (qualifiedName) => subclassesOfLibrary(classes, qualifiedName),
    producersOf: (infos) => infos.flatMap((info) => producersOf(classes, info)),
    unit: (file) => sources.unitOf(file),
    staticsIn: (code) => reach(code),
    remember: createMemory(),
  };
  const reach = createStaticReach(program);
  return program;
}

function createMemory(): Program['remember'] {
  const answers = new WeakMap<object, Map<string, unknown>>();
  return <T>(part: object, what: string, workOut: () => T): T => {
    let known = answers.get(part);
    if (known === undefined) answers.set(part, (known = new Map()));
    if (!known.has(what)) known.set(what, workOut());
    return known.get(what) as T;
  };
}

function findMethods(classes: Classes, info: ClassInfo, name: string): ReturnType<Program['findMethods']> {
  return lineage(classes, info).classes.flatMap((owner) =>
    (declaredBy(classes, owner.declaration).methods.get(name) ?? []).map((method) => ({ owner, method })),
  );
}
