/** What the parts of the interpreter share while one entry method runs. */
import type { Site, Span } from '../../base/text.js';
import type { Dsl } from '../dsl/api.js';
import type { ClassDeclaration, Expression, LambdaExpression, MethodDeclaration, Parameter, Statement, TypeRef } from '../form/form.js';
import type { Completion } from './completion.js';
import type { TypePlace } from './javaTypes.js';
import type { FieldRef } from './fields.js';
import type { LostField } from './lostFields.js';
import type { Mentioned } from './loss.js';
import type { Meaning } from './meaning.js';
import type { CallTypes } from './callTypes.js';
import type { ClassInfo, ClassReference, Program } from './program.js';
import type { Scope } from './scope.js';
import type { FunctionValue, Loss, MapValue, ObjectValue, UnknownValue, Value } from '../values/values.js';

/** Where code runs: its variables, its class, its `this`. */
export interface Frame {
  readonly scope: Scope;
  readonly owner: ClassInfo;
  readonly self: Instance | undefined;
  /** Absent in initialisers. */
  readonly method?: MethodDeclaration;
  readonly depth: number;
}

/** What code of a class sees around the class. */
export interface Context {
  readonly outer: Instance | undefined;
  /** The variables around a local or anonymous class. */
  readonly captured: Scope | undefined;
}

/** An object of a class in the sources. */
export interface Instance extends ObjectValue {
  readonly info: ClassInfo;
  /** Of each of its classes, the superclasses among them, once their constructors began. */
  readonly contexts: Map<ClassInfo, Context>;
  /** Locals that a local or anonymous class captures. */
  readonly captured: Scope | undefined;
  readonly outer: Instance | undefined;
  /** Not made in this run: an entry's `this`, an injected bean. Its fields may have been set by code that was not seen. */
  readonly assumed: boolean;
  /** Only its type is known: it may be null. */
  isGiven?: true;
  /** What tells one assumed object from another. */
  readonly key: string | undefined;
  readonly identity: number;
  /** Of a lambda that is called as an object: what its one abstract method runs. */
  readonly function?: FunctionValue;
}

/** Something callable. */
export interface Closure extends FunctionValue {
  readonly body:
    | { readonly kind: 'lambda'; readonly lambda: LambdaExpression }
    | { readonly kind: 'methodRef'; readonly target: Value; readonly name: string }
    /** `super::name` */
    | { readonly kind: 'superRef'; readonly qualifier: string | undefined; readonly name: string }
    /** `int[]::new` */
    | { readonly kind: 'arrayType'; readonly type: TypeRef };
  readonly frame: Frame;
  /** The interface that it is one of; undefined: one that is not in the sources, or not known. */
  readonly functional?: ClassInfo;
}

/** What a class holds in one run. */
export interface ClassState {
  readonly fields: Map<string, Value>;
  readonly constants: Map<string, Instance>;
  phase: 'running' | 'done' | 'failed';
}

export interface UnknownOptions {
  readonly key?: string;
  readonly label?: string;
  readonly type?: TypeRef;
  /** An operator makes it: it is no null. */
  readonly isComputed?: true;
}

/** All that a run is made of; a function that needs one part of it takes that part. */
export interface Run extends Surroundings, Evaluation, Objects, Suppositions, Bounds, Unknowns, Names {}

/** What stands around the code. */
export interface Surroundings {
  readonly program: Program;
  readonly dsl: Dsl;
  /** What the language says in which a class is written. */
  meaning(of: ClassInfo): Meaning;
  /** Properties from configuration files, for what is bound to them; undefined: not there, or the files disagree. */
  property(key: string): string | undefined;
  /** The same, for `@Value` and code that name the key. */
  namedProperty(key: string): string | undefined;
  /** Set by some configuration file, but to what is not certain: a default in the code is no answer. */
  isUncertainProperty(key: string): boolean;
  /** What configuration files set below the key, as it is written there; undefined: something there is uncertain. */
  propertiesBelow(key: string): readonly string[] | undefined;
  /** Whether some configuration file may set something below the key. */
  hasPropertiesBelow(key: string): boolean;
  /** What people say of a value that the code does not tell, by its name; undefined: nothing. */
  given(name: string): string | undefined;
  /** What Lightbend's Config gives for a path; undefined: it is not known. */
  lightbendValue(path: string): string | undefined;
  /** The environment variable that stands before it; undefined: none. */
  lightbendVariable(path: string): string | undefined;
  /** The entries of a .properties file by a path or resource name that code mentions; undefined: there is no such file, or there are several. */
  propertyFile(path: string): Readonly<Record<string, string>> | undefined;
}

/** Runs code. */
export interface Evaluation {
  evaluate(expression: Expression, frame: Frame): Value;
  execute(statement: Statement, frame: Frame): Completion;
  executeAll(statements: readonly Statement[], frame: Frame): Completion;
  /** Calls a lambda or method reference, or `method` of an object. undefined: it cannot be run. */
  invoke(target: Value, method: string | undefined, args: readonly Value[], site: Site): Value | undefined;
  callMethod(
    owner: ClassInfo,
    method: MethodDeclaration,
    self: Instance | undefined,
    args: readonly Value[],
    site: Site,
    depth: number,
  ): Value;
  callNamed(target: Value, method: string, args: readonly Value[], typeArgs: readonly TypeRef[], site: Site, frame: Frame): Value;
  /** `Type::new` */
  createObject(target: Extract<Value, { kind: 'class' }>, args: readonly Value[], site: Site, frame: Frame): Value;
  /** Runs the body of a loop whose number of rounds is not known. */
  unknownRounds(site: Site, reason: string, body: () => Completion): Completion;
  /** So much is being evaluated inside each other that no further call is entered. */
  isDeep(): boolean;
  /** How many statements with `catch` code runs inside of, and the places there whose calls may throw. */
  readonly tries: { inside: number; readonly places: Set<string> };
  /** System properties that the code changes: they are known at run time only. `undefined`: some whose name is not known. */
  readonly changedProperties: Set<string | undefined>;
}

/** Makes objects and classes, and reads and writes their fields. */
export interface Objects {
  /** Makes what the class, or an object of it, has; inside it others are made, to a bound (OutOfBudget). */
  within<T>(info: ClassInfo, make: () => T): T;
  construct(info: ClassInfo, args: readonly Value[], context: Context, site: Site, depth: number, types?: CallTypes): Instance;
  /** An instance whose construction was not seen. */
  assume(info: ClassInfo, key: string, site: Site, depth: number): Instance;
  /** A static field, or an enum's constant, that the class has or inherits; undefined: it has none of the name. */
  readStatic(info: ClassInfo, name: string): Value | undefined;
  assignStatic(info: ClassInfo, name: string, value: Value): boolean;
  /** The field that the name means in the object's class, or in `from`, one of its superclasses; undefined: there is none. */
  readField(instance: Instance, name: string, site: Site, from?: ClassInfo): Value | undefined;
  assignField(instance: Instance, name: string, value: Value, site: Site, from: ClassInfo): Value;
  /** Runs what a class does when it is first used (JLS §12.4.1). */
  initialiseClass(info: ClassInfo): void;
  enumConstants(info: ClassInfo): ReadonlyMap<string, Instance>;
  /** The classes that are initialised, or are being. */
  readonly classes: Map<ClassInfo, ClassState>;
  /** Instances whose construction was not seen, by class and key. */
  readonly assumed: Map<string, Instance>;
  /** Of what stands in a field since it was lost: what it is to become where it is read (lostFields.ts). */
  readonly lostFields: Map<UnknownValue, LostField>;
  /** Static fields of classes that were not used when they were lost. */
  readonly lostStatics: Map<ClassInfo, Map<FieldRef, Loss>>;
  /** What methods make for a container, each once; undefined: it is being made, or cannot be. */
  readonly beans: Map<MethodDeclaration, Value | undefined>;
  nextIdentity(): number;
}

/** What is decided or supposed where it is not known. */
export interface Suppositions {
  /** Which way a condition goes; an unknown one is decided by the exploration. */
  decide(condition: Value, site: Site): boolean;
  /** One of `count` ways, decided by the exploration. */
  choose(key: string, count: number, reason: string, site: Site): number;
  /** By the keys of unknown values: the constants that they were decided to be. */
  readonly settled: Map<string, string>;
  /** What an earlier run found out about what it supposed. */
  learnt(key: string): boolean;
  /** Takes it that no code but these methods, run by this run, has done something before; if one of them is never run, all is run anew. */
  supposeRun(key: string, methods: readonly MethodDeclaration[]): void;
  /** The constructor runs. */
  noteConstructor(constructor: MethodDeclaration): void;
  /** The run began where the program does: no other code has run before. */
  readonly ownsProcess: boolean;
  /** What is asked of a part of the program for the first time in this run; the first answer while it is being worked out is false. */
  once(part: object, ask: () => boolean): boolean;
}

/** What a run may take. */
export interface Bounds {
  /** One step, or as many; beyond its bound the run ends (OutOfBudget). */
  spend(site: Site, steps?: number): void;
  /** A text that the program makes, of so many characters: what it costs is spent, and one that is too long is not known, nor written. */
  made(length: number, write: () => string, site: Site): Value;
}

/** What is not known, and why. */
export interface Unknowns {
  unknown(reason: string, site: Site, options?: UnknownOptions): UnknownValue;
  /** An unknown value given its declared type: a Kafka type becomes an orphan handle, a map or list an open one, an own class an assumed instance. */
  typed(value: Value, type: TypeRef | undefined, owner: ClassInfo, site: Site): Value;
  toText(value: Value): string;
  /** Why a part of a text is not known; undefined: all of it is known, or it is a number that was lost. */
  holeIn(text: string): Loss | undefined;
  gap(reason: string, site: Site): void;
  /** The default that the code has for a setting counts, as this is taken for granted. */
  takeDefault(assumption: string, site: Site): void;
  /** What the text of a lambda or class names. */
  mentioned(code: LambdaExpression | ClassDeclaration): Mentioned;
  /** A call that is not followed has received these values: everything within reach is lost (see loss.ts). */
  escape(values: readonly Value[], reason: string, site: Site): void;
  openMap(key: string, label: string): MapValue;
  orphanParameters(params: readonly Parameter[], owner: ClassInfo, origin: string): Value[];
}

/** Where names lead. */
export interface Names {
  site(span: Span, frame: Frame): Site;
  resolveClass(name: string, owner: ClassInfo): ClassReference | undefined;
  /** As `resolveClass`, with the local classes of the scope. */
  resolveType(name: string, place: TypePlace): ClassReference | undefined;
  /** The name under which core/dsl may know a class; undefined where the class is somebody else's. */
  kafkaName(reference: ClassReference | undefined): string | undefined;
}
