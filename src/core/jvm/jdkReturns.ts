/** What the JDK's methods return, as far as programs pass it on at once: it decides overloads, and how numbers are compared and joined. */
import { jdkParents } from './jdkParents.js';
import { jdkClass, primitive, stringType, type JavaType } from './javaTypes.js';
import { isPrimitiveName } from '../values/numbers.js';

/**
 * Methods by what they return: a primitive type, `String`, a class, or the type argument of a place (`0`, `1`). A method that
 * returns different things depending on its arguments is not here.
 */
const returns: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'java.lang.Object': { String: 'toString', int: 'hashCode', boolean: 'equals' },
  'java.lang.String': {
    String:
      'trim strip stripLeading stripTrailing toUpperCase toLowerCase substring concat replace replaceAll replaceFirst repeat intern formatted format join valueOf copyValueOf indent',
    int: 'length indexOf lastIndexOf compareTo compareToIgnoreCase codePointAt',
    char: 'charAt',
    'char[]': 'toCharArray',
    boolean: 'isEmpty isBlank startsWith endsWith contains equalsIgnoreCase matches contentEquals',
  },
  'java.lang.CharSequence': { int: 'length', char: 'charAt' },
  'java.lang.StringBuilder': {
    'java.lang.StringBuilder': 'append insert reverse deleteCharAt delete replace',
    String: 'substring',
    int: 'length indexOf lastIndexOf',
    char: 'charAt',
  },
  'java.lang.Number': {
    int: 'intValue',
    long: 'longValue',
    double: 'doubleValue',
    float: 'floatValue',
    short: 'shortValue',
    byte: 'byteValue',
  },
  'java.lang.Integer': {
    int: 'parseInt compare compareTo bitCount signum reverse highestOneBit lowestOneBit numberOfLeadingZeros numberOfTrailingZeros sum divideUnsigned remainderUnsigned',
    'java.lang.Integer': 'valueOf',
    String: 'toBinaryString toHexString toOctalString',
  },
  'java.lang.Long': {
    long: 'parseLong sum highestOneBit lowestOneBit',
    int: 'compare compareTo bitCount signum numberOfTrailingZeros numberOfLeadingZeros',
    'java.lang.Long': 'valueOf',
    String: 'toBinaryString toHexString toOctalString',
  },
  'java.lang.Double': { double: 'parseDouble sum', 'java.lang.Double': 'valueOf', int: 'compare compareTo', boolean: 'isNaN isInfinite' },
  'java.lang.Boolean': { boolean: 'parseBoolean booleanValue logicalAnd logicalOr logicalXor', 'java.lang.Boolean': 'valueOf' },
  'java.lang.Character': {
    boolean: 'isDigit isLetter isLetterOrDigit isUpperCase isLowerCase isWhitespace isAlphabetic',
    char: 'charValue',
    int: 'getNumericValue compare compareTo',
    'java.lang.Character': 'valueOf',
  },
  'java.lang.Math': { double: 'sqrt pow ceil floor random log log10 exp cbrt hypot', int: 'toIntExact' },
  'java.lang.Enum': { String: 'name', int: 'ordinal compareTo' },
  'java.lang.Throwable': { String: 'getMessage getLocalizedMessage', 'java.lang.Throwable': 'getCause' },
  'java.lang.Class': { String: 'getSimpleName getName getTypeName getPackageName' },
  'java.lang.System': { String: 'getenv getProperty', long: 'currentTimeMillis nanoTime' },
  'java.util.Collection': { int: 'size', boolean: 'isEmpty contains add addAll removeAll retainAll containsAll removeIf' },
  'java.util.List': {
    0: 'get set getFirst getLast removeFirst removeLast',
    int: 'indexOf lastIndexOf',
    'java.util.List<0>': 'subList',
    'java.util.List': 'of copyOf',
  },
  'java.util.Set': { 'java.util.Set': 'of copyOf' },
  'java.util.Arrays': { 'java.util.List': 'asList', String: 'toString deepToString', boolean: 'equals deepEquals' },
  'java.util.Collections': {
    'java.util.List': 'emptyList singletonList unmodifiableList nCopies',
    'java.util.Set': 'emptySet singleton unmodifiableSet',
    'java.util.Map': 'emptyMap singletonMap unmodifiableMap',
  },
  'java.util.Objects': { boolean: 'equals isNull nonNull', int: 'hash hashCode', String: 'toString' },
  'java.util.Deque': { 0: 'getFirst getLast removeFirst removeLast pollFirst pollLast peekFirst peekLast pop' },
  'java.util.Queue': { 0: 'poll peek element', boolean: 'offer' },
  'java.util.SortedSet': { 0: 'first last', 'java.util.SortedSet<0>': 'headSet tailSet subSet' },
  'java.util.NavigableSet': { 0: 'floor ceiling higher lower pollFirst pollLast', 'java.util.NavigableSet<0>': 'descendingSet' },
  'java.util.Map': {
    1: 'get put getOrDefault putIfAbsent computeIfAbsent computeIfPresent compute merge',
    int: 'size',
    boolean: 'isEmpty containsKey containsValue',
    'java.util.Map': 'of ofEntries copyOf',
    'java.util.Set<0>': 'keySet',
    'java.util.Collection<1>': 'values',
    'java.util.Set<java.util.Map.Entry<0,1>>': 'entrySet',
  },
  'java.util.SortedMap': { 0: 'firstKey lastKey', 'java.util.SortedMap<0,1>': 'headMap tailMap subMap' },
  'java.util.NavigableMap': {
    0: 'floorKey ceilingKey higherKey lowerKey',
    'java.util.NavigableMap<0,1>': 'descendingMap',
    'java.util.NavigableSet<0>': 'navigableKeySet descendingKeySet',
  },
  'java.util.Map.Entry': { 0: 'getKey', 1: 'getValue setValue' },
  'java.util.Properties': { String: 'getProperty' },
  'java.util.Iterator': { 0: 'next', boolean: 'hasNext' },
  'java.lang.Iterable': { 'java.util.Iterator<0>': 'iterator' },
  'java.util.Optional': { 0: 'get orElse orElseGet orElseThrow', boolean: 'isPresent isEmpty' },
  'java.util.concurrent.atomic.AtomicInteger': {
    int: 'get incrementAndGet getAndIncrement decrementAndGet getAndDecrement addAndGet getAndAdd getAndSet intValue',
  },
  'java.util.concurrent.atomic.AtomicLong': {
    long: 'get incrementAndGet getAndIncrement decrementAndGet getAndDecrement addAndGet getAndAdd getAndSet longValue',
  },
  'java.util.function.Function': { 1: 'apply' },
  'java.util.function.BiFunction': { 2: 'apply' },
  'java.util.function.Supplier': { 0: 'get' },
  'java.util.function.UnaryOperator': { 0: 'apply' },
  'java.util.function.BinaryOperator': { 0: 'apply' },
  'java.util.function.Predicate': { boolean: 'test' },
  'java.util.function.BiPredicate': { boolean: 'test' },
  'java.util.function.IntUnaryOperator': { int: 'applyAsInt' },
  'java.util.function.IntBinaryOperator': { int: 'applyAsInt' },
  'java.util.function.ToIntFunction': { int: 'applyAsInt' },
  'java.util.function.IntSupplier': { int: 'getAsInt' },
  'java.util.function.IntFunction': { 0: 'apply' },
  'java.util.concurrent.Callable': { 0: 'call' },
  'java.util.StringJoiner': { int: 'length', 'java.util.StringJoiner': 'add' },
};

/** What a method of a class of the JDK returns; undefined: not known. Type arguments are those of the class, in its own order. */
export function jdkReturn(className: string, method: string, args: readonly (JavaType | undefined)[]): JavaType | undefined {
  const seen = new Set<string>();
  const open = [className];
  for (let name = open.shift(); name !== undefined; name = open.shift()) {
    if (seen.has(name)) continue;
    seen.add(name);
    const found = ownReturn(name, method, args);
    if (found !== undefined) return found === 'unknown' ? undefined : found;
    open.push(...(jdkParents(name) ?? []));
  }
  const last = ownReturn('java.lang.Object', method, args);
  return last === 'unknown' ? undefined : last;
}

function ownReturn(name: string, method: string, args: readonly (JavaType | undefined)[]): JavaType | 'unknown' | undefined {
  if (!Object.hasOwn(returns, name)) return undefined;
  for (const [type, methods] of Object.entries(returns[name]!))
    if (methods.split(' ').includes(method)) return readType(type, args) ?? 'unknown';
  return undefined;
}

function readType(text: string, args: readonly (JavaType | undefined)[]): JavaType | undefined {
  if (/^\d$/.test(text)) return args[Number(text)];
  if (text === 'String') return stringType;
  if (isPrimitiveName(text)) return primitive(text);
  if (text.endsWith('[]')) return { kind: 'array', element: readType(text.slice(0, -2), args) };
  const open = text.indexOf('<');
  if (open < 0) return jdkClass(text);
  return jdkClass(
    text.slice(0, open),
    splitArguments(text.slice(open + 1, -1)).map((arg) => readType(arg, args)),
  );
}

/** At the commas that stand in no brackets. */
function splitArguments(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '<') depth++;
    else if (text[i] === '>') depth--;
    else if (text[i] === ',' && depth === 0) {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  return [...parts, text.slice(start)];
}
