/** Which classes a value is an instance of: `instanceof`, casts, and the clauses of `catch`. */
import { isJdkSubclass } from './jdkParents.js';
import { isInstance } from './instances.js';
import { boxName } from '../values/numbers.js';
import type { ClassInfo, ClassReference } from './program.js';
import type { Instance, Run } from './run.js';
import { jdkThrowable } from './throwables.js';
import type { Value } from '../values/values.js';

/** What every object is. */
const root = new Set(['Object', 'java.lang.Object']);
const ofTexts = new Set(['String', 'CharSequence', 'Comparable', 'java.io.Serializable', 'Serializable']);
const ofNumbers = new Set(['Number', 'Comparable', 'java.io.Serializable', 'Serializable']);

/** The value is not null. undefined: not known. */
export function isOfClass(run: Run, value: Value, reference: ClassReference): boolean | undefined {
  if (reference.kind === 'library') {
    if (root.has(reference.qualifiedName ?? reference.simpleName)) return true;
    // A class of which not even the package is known.
    if (reference.qualifiedName === undefined) return undefined;
  }
  switch (value.kind) {
    case 'object':
      return isInstance(value) ? isInstanceOf(run, value, reference) : undefined;
    case 'throwable':
      return reference.kind === 'library' && isThrowableClass(value.type, reference);
    case 'text':
      return reference.kind === 'library' && ofTexts.has(inJavaLang(reference));
    case 'number': {
      if (reference.kind === 'source') return false;
      const name = inJavaLang(reference);
      return name === boxName(value.type) || (ofNumbers.has(name) && !(name === 'Number' && value.type === 'char'));
    }
    case 'boolean':
      return reference.kind === 'library' && ['Boolean', 'Comparable', 'Serializable'].includes(inJavaLang(reference));
    case 'dsl':
      return run.kafkaName(reference) === value.object.type ? true : reference.kind === 'source' ? false : undefined;
    default:
      return undefined;
  }
}

/** The simple name of a class of java.lang or java.io; other classes by their qualified name. */
function inJavaLang({ qualifiedName, simpleName }: Extract<ClassReference, { kind: 'library' }>): string {
  return qualifiedName === undefined || /^java\.(?:lang|io)\.[A-Z]/.test(qualifiedName) ? simpleName : qualifiedName;
}

function isThrowableClass(name: string, reference: Extract<ClassReference, { kind: 'library' }>): boolean {
  if (inJavaLang(reference) === 'Serializable') return true;
  const wanted = jdkThrowable(reference.qualifiedName ?? reference.simpleName);
  return wanted !== undefined && isJdkSubclass(name, wanted);
}

function isInstanceOf(run: Run, value: Instance, reference: ClassReference): boolean | undefined {
  const lineage = run.program.lineage(value.info);
  if (reference.kind === 'source' && lineage.classes.includes(reference.info)) return true;
  let open = false;
  for (const parent of libraryParents(run, value.info)) {
    const known = jdkThrowable(parent?.qualifiedName ?? parent?.simpleName ?? '');
    if (reference.kind === 'library' && parent !== undefined) {
      if (known !== undefined && isThrowableClass(known, reference)) return true;
      if (parent.simpleName === reference.simpleName && parent.qualifiedName === reference.qualifiedName) return true;
    }
    // A class of the JDK or of Kafka extends none of the program's; what else it is, is known of the JDK's throwables.
    const isTheirs = known !== undefined || (parent !== undefined && reference.kind === 'source' && isPlatform(run, parent));
    if (!isTheirs) open = true;
  }
  return open ? undefined : false;
}

function isPlatform(run: Run, reference: ClassReference): boolean {
  if (reference.kind === 'source') return false;
  return (
    run.kafkaName(reference) !== undefined || reference.qualifiedName?.startsWith('java.') === true || isJavaLang.test(reference.simpleName)
  );
}

const isJavaLang = /^(?:Object|Runnable|Comparable|Iterable|AutoCloseable|Cloneable|CharSequence|Record|Enum)$/;

/** The parents of a class, and of its parents, that are not in the sources; undefined among them: one that leads nowhere. */
export function libraryParents(run: Run, info: ClassInfo): (Extract<ClassReference, { kind: 'library' }> | undefined)[] {
  const found: (Extract<ClassReference, { kind: 'library' }> | undefined)[] = [];
  for (const one of run.program.lineage(info).classes) {
    const { superclass, interfaces } = one.declaration;
    for (const type of superclass === undefined ? interfaces : [superclass, ...interfaces]) {
      const reference = run.program.resolve(type.name, one.outer ?? one);
      if (reference?.kind !== 'source') found.push(reference);
    }
  }
  return found;
}
