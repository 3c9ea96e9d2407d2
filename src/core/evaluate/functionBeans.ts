/**
 * The beans that Spring Cloud Stream's binder makes topologies of: functions from streams and tables to streams. It gives each function
 * a builder of its own, reads its inputs, calls it, and writes what it gives.
 */
import type { Annotation, ClassDeclaration, MethodDeclaration, SourceUnit, TypeRef } from '../form/form.js';
import { lastSegment } from '../form/labels.js';
import type { ClassInfo, Program } from '../jvm/program.js';
import type { Entry } from './entry.js';

export type InputType = 'KStream' | 'KTable' | 'GlobalKTable';

export interface FunctionBean {
  /** Under which the configuration speaks of it. */
  readonly name: string;
  /** The method that gives the function, or the method of the class that is one. */
  readonly entry: MethodEntry;
  readonly isClass: boolean;
  readonly inputs: readonly InputType[];
  /** The last of its functions gives something; else it is a consumer. */
  readonly gives: boolean;
}

type Signature = Pick<FunctionBean, 'inputs' | 'gives'>;

export interface MethodEntry extends Entry {
  readonly member: { readonly kind: 'method'; readonly method: MethodDeclaration };
}

export interface FunctionBeans {
  readonly functions: readonly FunctionBean[];
  /** Beans that give stores: the binder adds each of them to each builder. */
  readonly stores: readonly MethodEntry[];
  /** Beans that the binder puts between its inputs and the functions. */
  readonly interceptors: readonly MethodEntry[];
}

/** The beans of one application. */
export interface BeansBeside extends Pick<FunctionBeans, 'stores' | 'interceptors'> {
  /** Its functions by their names. */
  readonly named: ReadonlyMap<string, FunctionBean>;
}

const functionTypes: Readonly<Record<string, number>> = { Function: 1, BiFunction: 2, Consumer: 1, BiConsumer: 2 };
/** The method that a class which is a function has. */
const functionMethod = /^(?:apply|accept)$/;

export function findFunctionBeans(program: Program, units: readonly SourceUnit[]): FunctionBeans {
  const functions: FunctionBean[] = [];
  const stores: MethodEntry[] = [];
  const interceptors: MethodEntry[] = [];
  const visit = (owner: ClassInfo): void => {
    const { declaration, unit } = owner;
    for (const method of declaration.methods) {
      const bean = method.annotations.find((a) => lastSegment(a.name) === 'Bean');
      if (bean === undefined || method.returnType === undefined) continue;
      const entry: MethodEntry = { owner, member: { kind: 'method', method } };
      const type = lastSegment(method.returnType.name);
      if (type === 'StoreBuilder') stores.push(entry);
      if (type === 'KafkaStreamsRecordInterceptor') interceptors.push(entry);
      const signature = signatureOf(program, owner, method.returnType);
      if (signature !== undefined) functions.push({ name: nameOf(bean) ?? method.name, entry, isClass: false, ...signature });
    }
    const asClass = classFunction(program, owner);
    if (asClass !== undefined) functions.push(asClass);
    for (const nested of declaration.classes) visit(program.declare(nested, unit, owner));
  };
  for (const unit of units) for (const info of program.classesOf(unit)) visit(info);
  return { functions, stores, interceptors };
}

/** A component that is a function itself. */
function classFunction(program: Program, owner: ClassInfo): FunctionBean | undefined {
  const { declaration } = owner;
  const component = declaration.annotations.find((a) => /^(?:Component|Service)$/.test(lastSegment(a.name)));
  if (component === undefined) return undefined;
  const signature = declaration.interfaces.map((type) => signatureOf(program, owner, type)).find((found) => found !== undefined);
  const method = declaration.methods.find(({ name, isStatic, isAbstract }) => functionMethod.test(name) && !isStatic && !isAbstract);
  if (signature === undefined || method === undefined) return undefined;
  return {
    name: nameOf(component) ?? beanName(declaration),
    entry: { owner, member: { kind: 'method', method } },
    isClass: true,
    ...signature,
  };
}

/** As Introspector#decapitalize has it. */
function beanName({ name }: ClassDeclaration): string {
  return /^[A-Z]{2}/.test(name) ? name : name.charAt(0).toLowerCase() + name.slice(1);
}

function nameOf({ args }: Annotation): string | undefined {
  const value = args.find((arg) => arg.name === 'value' || arg.name === 'name')?.value;
  const first = value?.kind === 'newArray' ? value.elements?.[0] : value;
  return first?.kind === 'text' ? first.value : undefined;
}

/** What a function of the type is given, one after another where it gives functions; undefined: no function of streams. */
function signatureOf(program: Program, owner: ClassInfo, type: TypeRef): Signature | undefined {
  const count = functionTypes[lastSegment(type.name)];
  if (count === undefined || type.args.length < count || program.resolve(type.name, owner)?.kind === 'source') return undefined;
  const own = type.args.slice(0, count).map((arg) => inputType(program, owner, arg));
  const known = own.filter((input) => input !== undefined);
  if (known.length < count) return undefined;
  const result = type.args[count];
  const inner = result === undefined ? undefined : signatureOf(program, owner, result);
  return { inputs: [...known, ...(inner?.inputs ?? [])], gives: inner?.gives ?? result !== undefined };
}

/** undefined: no stream or table of Kafka's. */
export function inputType(program: Program, owner: ClassInfo, type: TypeRef): InputType | undefined {
  const reference = program.resolve(type.name, owner);
  if (reference?.kind !== 'library' || type.dimensions > 0) return undefined;
  if (reference.qualifiedName?.startsWith('org.apache.kafka.streams.kstream') !== true) return undefined;
  const { simpleName } = reference;
  return simpleName === 'KStream' || simpleName === 'KTable' || simpleName === 'GlobalKTable' ? simpleName : undefined;
}
