/** Which classes a value is an instance of: `instanceof`, casts, and the clauses of `catch`. */
import { isJdkSubclass } from './jdkParents.js';
import { isInstance } from './instances.js';
import { boxName, unboxedType } from '../values/numbers.js';
import type { ClassDeclaration } from '../form/form.js';
import type { ClassInfo, ClassReference } from './program.js';
import type { Instance, Run } from './run.js';
import { jdkThrowable } from './throwables.js';
import { isList, isSet } from './library/equalsAndHash.js';
import type { ListValue, MapValue, Value } from '../values/values.js';

/** What every object is. */
const root = new Set(['Object', 'java.lang.Object']);
const described = ['java.lang.constant.Constable', 'java.lang.constant.ConstantDesc'];
const ofTexts = new Set(['String', 'CharSequence', 'Comparable', 'Serializable', ...described]);
/** JLS §10.8. */
const ofArrays = new Set(['java.lang.Cloneable', 'java.io.Serializable']);
const ofNumbers = new Set(['Number', 'Comparable', 'Serializable', ...described]);
/** What an enum's constants and records are without saying so. */
const implied: Readonly<Partial<Record<ClassDeclaration['kind'], readonly string[]>>> = {
  enum: ['Enum', 'Comparable', 'Serializable', 'java.lang.constant.Constable'],
  record: ['Record'],
};

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
      return (
        reference.kind === 'library' &&
        ['Boolean', 'Comparable', 'Serializable', 'java.lang.constant.Constable'].includes(inJavaLang(reference))
      );
    case 'dsl':
      return run.kafkaName(reference) === value.object.type ? true : reference.kind === 'source' ? false : undefined;
    case 'list':
    case 'map':
      return isFinal(reference) ? false : value.open ? undefined : isCollection(value, reference);
    case 'pair':
    case 'optional':
    case 'duration':
    case 'class':
    case 'native':
      return reference.kind === 'source' || isFinal(reference) ? false : undefined;
    default:
      return undefined;
  }
}

/** Of one that was seen to be made: which of the interfaces of collections it is. */
function isCollection(value: ListValue | MapValue, reference: ClassReference): boolean | undefined {
  if (reference.kind === 'source') return false;
  const { qualifiedName } = reference;
  if (value.kind === 'list' && value.type === undefined) return qualifiedName === undefined ? undefined : ofArrays.has(qualifiedName);
  switch (qualifiedName) {
    case 'java.util.Map':
      return value.kind === 'map';
    case 'java.lang.Iterable':
    case 'java.util.Collection':
      return value.kind === 'list';
    case 'java.util.List':
      return value.kind === 'list' && isList(value);
    case 'java.util.Set':
      return value.kind === 'list' && isSet(value);
    default:
      return alsoAre[value.type ?? 'none']?.some((name) => `java.util.${name}` === qualifiedName) === true ? true : undefined;
  }
}

/** What all classes are for which one of the kinds stands (library/construction.ts), beside a list, set or map. */
const alsoAre: Readonly<Record<string, readonly string[]>> = {
  LinkedList: ['LinkedList', 'Deque', 'Queue'],
  Stack: ['Stack', 'Vector', 'RandomAccess'],
  ArrayDeque: ['Queue'],
  PriorityQueue: ['PriorityQueue', 'Queue'],
  HashSet: ['HashSet'],
  LinkedHashSet: ['LinkedHashSet', 'HashSet'],
  TreeSet: ['SortedSet', 'NavigableSet'],
  HashMap: ['HashMap'],
  LinkedHashMap: ['LinkedHashMap', 'HashMap'],
  TreeMap: ['SortedMap', 'NavigableMap'],
  range: ['SortedMap', 'NavigableMap'],
  EnumMap: ['EnumMap'],
  ConcurrentHashMap: ['concurrent.ConcurrentMap', 'concurrent.ConcurrentHashMap'],
};

/** A text, a box: no other object is one. */
function isFinal(reference: ClassReference): boolean {
  return reference.kind === 'library' && (inJavaLang(reference) === 'String' || unboxedType(inJavaLang(reference)) !== undefined);
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
  if (reference.kind === 'library' && lineage.classes.some(({ declaration }) => implied[declaration.kind]?.includes(inJavaLang(reference))))
    return true;
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
      const reference = run.program.resolveParent(type.name, one);
      if (reference?.kind !== 'source') found.push(reference);
    }
  }
  return found;
}
