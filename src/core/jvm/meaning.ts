/**
 * What only a language can say of its code: what a name means, what an operator does, which of several methods a call means, how an
 * object is made. The interpreter asks the language of the class whose code runs. What a language does not follow it loses
 * (`run.escape`, `run.unknown`): it answers with a value that is unknown, never with a guess.
 */
import type { Site } from '../../base/text.js';
import type { Expression, MethodDeclaration, Pattern } from '../form/form.js';
import type { Value } from '../values/values.js';
import type { CallTypes } from './callTypes.js';
import type { JavaType } from './javaTypes.js';
import type { Member } from './members.js';
import type { ClassInfo } from './program.js';
import type { ClassState, Context, Frame, Instance, Run } from './run.js';

type Of<K extends Expression['kind']> = Extract<Expression, { readonly kind: K }>;

export interface Meaning extends Names, Operators, Types, Calls, Objects {}

interface Names {
  /** A name that stands alone, as an expression. */
  nameValue(run: Run, name: string, e: Expression, frame: Frame): Value;
  thisValue(run: Run, e: Of<'this'>, frame: Frame): Value;
  selectValue(run: Run, e: Of<'select'>, frame: Frame): Value;
  /** The receiver of a call or member access: a value, or a class. */
  targetOf(run: Run, target: Expression, frame: Frame): Value;
  /** The class in which a field of an object is looked for; undefined: not known. */
  fieldOwner(run: Run, target: Instance, e: Of<'select'>, frame: Frame): ClassInfo | undefined;
}

/** The texts of what is operated on. `right`: undefined where it is a number. */
export interface Operands {
  readonly left: Expression;
  readonly right: Expression | undefined;
  readonly frame: Frame;
}

interface Operators {
  /** Evaluates its operands, as far as the operator does. */
  binary(run: Run, e: Of<'binary'>, frame: Frame): Value;
  /** All but `++` and `--`. */
  unary(run: Run, e: Of<'unary'>, frame: Frame): Value;
  conditional(run: Run, e: Of<'conditional'>, frame: Frame): Value;
  /** Of two values; undefined: not known. With their texts it may throw then, as Java may. */
  operate(run: Run, operator: string, left: Value, right: Value, site: Site, operands?: Operands): Value | undefined;
  /** `+`. `constant`: it is a constant expression. */
  plus(run: Run, left: Value, right: Value, e: Expression, constant: boolean, frame: Frame): Value;
  /** An operand, or what a variable without a declared type begins with. */
  operandValue(run: Run, e: Expression, frame: Frame): Value;
  castValue(run: Run, e: Of<'cast'>, frame: Frame): Value;
  /** Binds what the pattern names. Unknown: a condition that has to be decided. */
  matches(run: Run, pattern: Pattern, value: Value, frame: Frame): boolean | Extract<Value, { readonly kind: 'unknown' }>;
}

interface Types {
  /** The type that the compiler gives an expression; undefined: not known. */
  staticType(run: Run, e: Expression, frame: Frame): JavaType | undefined;
  typesOfCall(run: Run, args: readonly Expression[], frame: Frame): CallTypes;
  isConstant(run: Run, e: Expression, frame: Frame): boolean;
}

interface Calls {
  /**
   * The method that is called; 'ambiguous' where that is not known, undefined where none fits. `args`: the values, where they are known.
   * `types`: undefined where no text of the call is known. `receiver`: undefined where its type is not.
   */
  chooseMember<T extends Member>(
    run: Run,
    members: readonly T[],
    args: readonly Value[] | undefined,
    types: CallTypes | undefined,
    receiver: JavaType | undefined,
  ): T | 'ambiguous' | undefined;
  /** Declares a method's parameters, one argument for each. */
  bindParameters(run: Run, frame: Frame, method: MethodDeclaration, args: readonly Value[], owner: ClassInfo, site: Site): void;
  /** The arguments with those of a variable number in an array of their own. */
  packed(run: Run, member: Member, args: readonly Value[], types: CallTypes | undefined, site: Site): readonly Value[];
  /** A method that the compiler or a generator of code writes; undefined: there is none of the name. */
  generatedAccessor(run: Run, self: Instance, method: string, args: readonly Value[], site: Site): Value | undefined;
  generatedStatic(run: Run, info: ClassInfo, method: string, args: readonly Value[], site: Site): Value | undefined;
}

interface Objects {
  construct(run: Run, info: ClassInfo, args: readonly Value[], context: Context, site: Site, depth: number, types?: CallTypes): Instance;
  /** An instance whose construction was not seen. */
  assume(run: Run, info: ClassInfo, key: string, site: Site, depth: number): Instance;
  /** As `Run.readField`. */
  readField(run: Run, self: Instance, name: string, site: Site, from?: ClassInfo): Value | undefined;
  /** Gives the value stored, converted to the type of the field. */
  assignField(run: Run, self: Instance, name: string, value: Value, site: Site, from: ClassInfo): Value;
  /** A static field, or a constant of an enum; undefined: the class has none of the name. */
  readStatic(run: Run, info: ClassInfo, name: string): Value | undefined;
  /** Whether there is such a field. */
  assignStatic(run: Run, info: ClassInfo, name: string, value: Value): boolean;
  /** The constants of an enum, in order. */
  enumConstants(run: Run, info: ClassInfo): ReadonlyMap<string, Instance>;
  /** Runs what a class does when it is first used. */
  initialiseClass(run: Run, info: ClassInfo): ClassState;
}
