/** What the parts of the interpreter share while one entry method runs. */
import type { Site, Span } from '../../base/text.js';
import type { Dsl } from '../dsl/api.js';
import type { Expression, LambdaExpression, MethodDeclaration, Parameter, Statement, TypeRef } from '../syntax/form.js';
import type { Completion } from './completion.js';
import type { ClassInfo, ClassReference, Program } from './program.js';
import type { Scope } from './scope.js';
import type { FunctionValue, MapValue, ObjectValue, UnknownValue, Value } from './values.js';

/** Where code runs: its variables, its class, its `this`. */
export interface Frame {
  readonly scope: Scope;
  readonly owner: ClassInfo;
  readonly self: Instance | undefined;
  readonly depth: number;
}

/** An object of a class in the sources. */
export interface Instance extends ObjectValue {
  readonly info: ClassInfo;
  /** Locals that a local or anonymous class captures. */
  readonly captured: Scope | undefined;
  readonly outer: Instance | undefined;
  /** Not made in this run: an entry's `this`, an injected bean. Its fields may have been set by code that was not seen. */
  readonly assumed: boolean;
  /** What tells one assumed object from another. */
  readonly key: string | undefined;
  readonly identity: number;
}

/** Something callable. */
export interface Closure extends FunctionValue {
  readonly body:
    | { readonly kind: 'lambda'; readonly lambda: LambdaExpression }
    | { readonly kind: 'methodRef'; readonly target: Value; readonly name: string }
    | { readonly kind: 'method'; readonly owner: ClassInfo; readonly method: MethodDeclaration };
  readonly frame: Frame;
}

export interface UnknownOptions {
  readonly key?: string;
  readonly label?: string;
  readonly type?: TypeRef;
}

export interface Run {
  readonly program: Program;
  readonly dsl: Dsl;
  /** Properties from configuration files, for `@Value` and the like; undefined: not there, or the files disagree. */
  property(key: string): string | undefined;
  /** Set by some configuration file, but to what is not certain: a default in the code is no answer. */
  isUncertainProperty(key: string): boolean;
  /** The entries of a .properties file by a path or resource name that code mentions. */
  propertyFile(path: string): Readonly<Record<string, string>> | undefined;

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
  construct(
    info: ClassInfo,
    args: readonly Value[],
    outer: Instance | undefined,
    captured: Scope | undefined,
    site: Site,
    depth: number,
  ): Instance;
  /** An instance whose construction was not seen. */
  assume(info: ClassInfo, key: string, site: Site, depth: number): Instance;
  readStatic(info: ClassInfo, name: string): Value | undefined;
  assignStatic(info: ClassInfo, name: string, value: Value): boolean;
  readField(instance: Instance, name: string, site: Site): Value | undefined;
  enumConstants(info: ClassInfo): ReadonlyMap<string, Instance>;

  site(span: Span, frame: Frame): Site;
  /** One step, or as many; beyond its bound the run ends (OutOfBudget). */
  spend(site: Site, steps?: number): void;
  /** A text that the program makes, of so many characters: what it costs is spent, and one that is too long is not known, nor written. */
  made(length: number, write: () => string, site: Site): Value;
  unknown(reason: string, site: Site, options?: UnknownOptions): UnknownValue;
  /** An unknown value given its declared type: a Kafka type becomes an orphan handle, a map or list an open one, an own class an assumed instance. */
  typed(value: Value, type: TypeRef | undefined, owner: ClassInfo, site: Site): Value;
  toText(value: Value): string;
  /** What is asked of a part of the program for the first time in this run; the first answer while it is being worked out is false. */
  once(part: object, ask: () => boolean): boolean;
  /** Which way a condition goes; an unknown one is decided by the exploration. */
  decide(condition: Value, site: Site): boolean;
  /** One of `count` ways, decided by the exploration. */
  choose(key: string, count: number, reason: string, site: Site): number;
  gap(reason: string, site: Site): void;
  /** An unknown call has received these values. */
  escape(values: readonly Value[], reason: string, site: Site): void;
  /** Runs the body of a loop whose number of rounds is not known. */
  unknownRounds(site: Site, reason: string, body: () => Completion): Completion;
  openMap(key: string, label: string): MapValue;
  resolveClass(name: string, owner: ClassInfo): ClassReference | undefined;
  /** The name under which core/dsl may know a class; undefined where the class is somebody else's. */
  kafkaName(reference: ClassReference | undefined): string | undefined;
  orphanParameters(params: readonly Parameter[], owner: ClassInfo, origin: string): Value[];
}
