/** Interfaces that a lambda can be (JLS §9.8). */
import type { MethodDeclaration } from '../form/form.js';
import { jdkName, type JavaType } from './javaTypes.js';
import type { ClassInfo } from './program.js';
import type { Run } from './run.js';
import type { NumberType } from '../values/values.js';

const arities: Readonly<Record<string, number>> = {
  'java.lang.Runnable': 0,
  'java.util.concurrent.Callable': 0,
  'java.util.Comparator': 2,
};

/** How many arguments the function of a type takes; 'none': it is no functional interface; undefined: not known. */
export function functionalArity(run: Run, type: JavaType): number | 'none' | undefined {
  if (type.kind !== 'class') return type.kind === 'primitive' || type.kind === 'array' ? 'none' : undefined;
  if (type.reference.kind === 'source') {
    const method = functionalMethod(run, type.reference.info);
    return method === undefined ? 'none' : method.params.length;
  }
  const name = jdkName(type.reference) ?? '';
  if (Object.hasOwn(arities, name)) return arities[name];
  const simple = /^java\.util\.function\.(\w+)$/.exec(name)?.[1];
  if (simple !== undefined) {
    if (simple.endsWith('Supplier')) return 0;
    return /^(?:Bi|ToIntBi|ToLongBi|ToDoubleBi|Obj)|BinaryOperator$/.test(simple) ? 2 : 1;
  }
  return /^java\.lang\.(?:Object|String|Number|Integer|Long|Boolean|CharSequence)$/.test(name) ? 'none' : undefined;
}

/** The method of the JDK's functional interface that a function is called by; undefined: the interface is none, or not known. */
export function jdkFunctionalMethod(name: string): string | undefined {
  const known = { 'java.lang.Runnable': 'run', 'java.util.concurrent.Callable': 'call', 'java.util.Comparator': 'compare' }[name];
  if (known !== undefined) return known;
  const simple = /^java\.util\.function\.(\w+)$/.exec(name)?.[1];
  if (simple === undefined) return undefined;
  const result = /^To(Int|Long|Double)|(Int|Long|Double)(?:Unary|Binary)Operator$|(?:To)(Int|Long|Double)Function$/.exec(simple);
  if (simple.endsWith('Supplier')) return `get${/^(Int|Long|Double|Boolean)Supplier$/.test(simple) ? `As${simple.slice(0, -8)}` : ''}`;
  if (simple.endsWith('Predicate')) return 'test';
  if (simple.endsWith('Consumer')) return 'accept';
  const type = result?.[1] ?? result?.[3] ?? result?.[2];
  return type === undefined ? 'apply' : `applyAs${type}`;
}

const numbers: Readonly<Record<string, NumberType>> = { Int: 'int', Long: 'long', Double: 'double' };

/** The type of the arguments of a functional interface of the JDK that takes numbers only; undefined: it is none, or takes others too. */
export function numbersTaken(name: string): NumberType | undefined {
  return numbers[/^java\.util\.function\.(Int|Long|Double)(?!Supplier)/.exec(name)?.[1] ?? ''];
}

/** What a method of a functional interface of the JDK gives, where its name says so. */
export function numberGiven(method: string): NumberType | undefined {
  return numbers[/^(?:get|apply)As(Int|Long|Double)$/.exec(method)?.[1] ?? ''];
}

/** The one abstract method of an interface; undefined: it has not just one. */
export function functionalMethod(run: Run, info: ClassInfo): MethodDeclaration | undefined {
  if (info.declaration.kind !== 'interface') return undefined;
  const lineage = run.program.lineage(info);
  const abstract = lineage.classes
    .flatMap((c) => c.declaration.methods)
    .filter((m) => m.isAbstract && !['equals', 'hashCode', 'toString'].includes(m.name));
  const open = new Map(abstract.map((m) => [`${m.name}/${m.params.length}`, m]));
  for (const c of lineage.classes)
    for (const m of c.declaration.methods) if (!m.isAbstract && !m.isStatic) open.delete(`${m.name}/${m.params.length}`);
  return open.size === 1 ? [...open.values()][0] : undefined;
}
