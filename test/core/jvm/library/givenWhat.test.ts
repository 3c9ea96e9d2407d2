/**
 * Every method of the JDK that is followed, called with nothing, and with what nobody knows: what it gives is not known then, and no call
 * ends the analysis. `known` has the exceptions: what a method gives whatever it is given.
 */
import { afterAll, describe, expect, test } from 'vitest';
import { createReader } from './ours.js';

interface Receiver {
  /** Methods that take at least one argument. */
  readonly methods: string;
  /** By method: the call and what it gives, where that is known. */
  readonly known?: Readonly<Record<string, string>>;
}

const listMethods =
  'add addAll get set contains containsAll indexOf lastIndexOf removeAll retainAll removeIf replaceAll forEach subList equals';
const dequeMethods = 'addFirst addLast offerFirst offerLast offer push removeFirstOccurrence forEach contains removeIf';

const receivers: Readonly<Record<string, Receiver>> = {
  'new ArrayList<>(List.of("a", "b"))': { methods: listMethods },
  'List.of("a", "b")': { methods: listMethods },
  'Arrays.asList("a", "b")': { methods: listMethods },
  'Collections.unmodifiableList(new ArrayList<>(List.of("a")))': { methods: listMethods },
  'new ArrayList<>(List.of("a", "b")).subList(0, 1)': { methods: listMethods },
  'new LinkedList<>(List.of("a", "b"))': { methods: `${listMethods} ${dequeMethods}` },
  'new ArrayDeque<>(List.of("a", "b"))': { methods: dequeMethods },
  'new PriorityQueue<>(List.of("a", "b"))': { methods: 'add addAll offer contains removeIf forEach' },
  'new Stack<String>()': { methods: 'push search elementAt' },
  'new HashSet<>(List.of("a", "b"))': { methods: 'add addAll contains containsAll remove removeAll retainAll removeIf forEach equals' },
  'new TreeSet<>(List.of("a", "b"))': { methods: 'add contains remove floor lower ceiling higher equals' },
  'new HashMap<>(Map.of("a", "b"))': {
    methods:
      'put get getOrDefault putIfAbsent putAll containsKey containsValue remove replace replaceAll computeIfAbsent computeIfPresent compute merge forEach equals',
  },
  'new TreeMap<>(Map.of("a", "b"))': {
    methods: 'put get floorKey lowerKey ceilingKey higherKey floorEntry lowerEntry ceilingEntry higherEntry remove',
  },
  'new Properties()': { methods: 'setProperty getProperty put' },
  'new HashMap<>(Map.of("a", "b")).entrySet().iterator().next()': { methods: 'setValue equals' },
  '"ab"': {
    methods:
      'startsWith endsWith contains equals equalsIgnoreCase compareTo compareToIgnoreCase contentEquals replace replaceAll replaceFirst matches split substring subSequence indexOf lastIndexOf charAt codePointAt codePointCount repeat regionMatches indent getChars concat',
  },
  'new StringBuilder("ab")': {
    methods:
      'append appendCodePoint insert delete deleteCharAt replace setLength setCharAt charAt indexOf lastIndexOf substring compareTo equals',
  },
  'new StringJoiner(",").add("a")': { methods: 'add setEmptyValue merge' },
  'Integer.valueOf(5)': { methods: 'equals compareTo' },
  'Boolean.TRUE': { methods: 'equals compareTo' },
  'Double.valueOf(5.5)': { methods: 'equals compareTo' },
  'Optional.of("a")': { methods: 'map flatMap filter ifPresent ifPresentOrElse equals' },
  'Optional.empty()': { methods: 'orElse orElseGet or ifPresentOrElse equals' },
  'Stream.of("a", "b")': {
    methods:
      'map filter flatMap peek limit skip takeWhile dropWhile forEach forEachOrdered anyMatch allMatch noneMatch reduce collect mapToInt',
  },
  'IntStream.of(1, 2)': { methods: 'map filter reduce anyMatch forEach mapToObj limit' },
  'Pattern.compile("a").matcher("a")': { methods: 'replaceAll replaceFirst' },
  'Pattern.compile("a")': { methods: 'matcher split' },
  'new ArrayList<>(List.of("a")).listIterator()': { methods: 'set add forEachRemaining' },
  'Duration.ofSeconds(5)': { methods: 'plus minus plusMillis multipliedBy dividedBy equals compareTo' },
  'TimeUnit.SECONDS': { methods: 'toMillis convert' },
  'new RuntimeException("a")': { methods: 'initCause addSuppressed' },
  'String.class': { methods: 'isInstance cast' },
  Integer: {
    methods:
      'parseInt valueOf toString toHexString compare max min sum signum hashCode bitCount rotateLeft highestOneBit divideUnsigned remainderUnsigned',
  },
  Long: { methods: 'parseLong valueOf toString compare hashCode' },
  Double: { methods: 'parseDouble valueOf toString compare isNaN hashCode' },
  Boolean: { methods: 'parseBoolean valueOf toString compare logicalAnd logicalOr logicalXor hashCode' },
  Character: {
    methods:
      'isDigit isLetter isWhitespace toUpperCase toLowerCase toString valueOf getNumericValue digit forDigit compare hashCode toChars',
  },
  Math: {
    methods: 'max min abs addExact toIntExact floorDiv floorMod ceil sqrt round pow clamp negateExact rint signum',
  },
  Objects: {
    methods: 'requireNonNull requireNonNullElse requireNonNullElseGet isNull nonNull toString equals hashCode compare checkIndex',
  },
  String: { methods: 'join format valueOf copyValueOf' },
  Collections: {
    methods:
      'sort reverse shuffle rotate swap fill addAll frequency disjoint max min list unmodifiableList unmodifiableMap synchronizedList singletonMap singleton nCopies newSetFromMap',
  },
  Arrays: {
    methods: 'stream sort fill setAll copyOf copyOfRange toString deepToString equals hashCode binarySearch',
  },
  List: { methods: 'copyOf' },
  Set: { methods: 'copyOf' },
  // No entries are an empty map.
  Map: { methods: 'copyOf entry ofEntries', known: { ofEntries: ' → {}' } },
  EnumSet: { methods: 'copyOf allOf range complementOf' },
  Stream: { methods: 'ofNullable iterate generate concat' },
  IntStream: { methods: 'range rangeClosed iterate generate' },
  Optional: { methods: 'of ofNullable' },
  Duration: { methods: 'ofSeconds of parse' },
  Pattern: { methods: 'compile matches quote' },
  Matcher: { methods: 'quoteReplacement' },
  System: { methods: 'arraycopy' },
  'Predicate.isEqual("a")': { methods: 'test and or' },
  'Comparator.<String>naturalOrder()': { methods: 'compare thenComparing' },
  'Comparator.comparing(String::length)': { methods: 'compare thenComparing thenComparingInt' },
  'Comparator.nullsFirst(Comparator.<String>naturalOrder())': { methods: 'compare' },
  'String.CASE_INSENSITIVE_ORDER': { methods: 'compare' },
  'BinaryOperator.minBy(Comparator.<String>naturalOrder())': { methods: 'apply' },
  'Map.Entry.<String, String>comparingByKey()': { methods: 'compare' },
  Comparator: { methods: 'comparing nullsFirst noSuchMethod' },
  'Function.<String>identity()': { methods: 'andThen compose' },
};

const given = ['', 'unseen()', 'unseen(), unseen()', 'unseen(), unseen(), unseen()'];

const reader = await createReader({ tellsExceptions: false });
afterAll(() => reader.dispose());

describe.each(Object.entries(receivers))('%s', (receiver, { methods, known = {} }) => {
  test.each(methods.split(' '))('%s', (method) => {
    const answers = given
      .map((args) => `${args} → ${reader.read(`${receiver}.${method}(${args})`)}`)
      // What nobody knows may throw, too.
      .filter((answer) => !/→ (?:\?|!Other)$/.test(answer));
    expect(answers).toEqual(Object.hasOwn(known, method) ? [known[method]] : []);
  });
});

/** A collector that is made of nothing, or of what nobody knows, gives nothing that is known. */
describe('Collectors', () => {
  const collectors =
    'toMap toUnmodifiableMap groupingBy partitioningBy mapping flatMapping filtering reducing minBy maxBy summingInt averagingInt toCollection collectingAndThen teeing joining';
  test.each(collectors.split(' '))('%s', (method) => {
    const answers = [...given, 'unseen(), Collectors.toList(), unseen()', 'unseen(), Collectors.toList()', 'x -> x, unseen()']
      .map((args) => `${args} → ${reader.read(`Stream.of("a", "b").collect(Collectors.${method}(${args}))`)}`)
      .filter((answer) => !/→ (?:\?|!Other)$/.test(answer));
    expect(answers).toEqual(method === 'joining' ? [' → ab'] : []);
  });
});
