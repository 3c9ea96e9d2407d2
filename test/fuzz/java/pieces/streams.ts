/** java.util.stream, Optional, Objects. */
import { decided, named, quoted, repeated, someWords, unnamed, word, type PieceMaker, type Writer } from '../piece.js';
import { between, pick, sample, times } from '../random.js';

function step(w: Writer): string {
  return pick(w.random, [
    '.filter(s -> s.length() > 3)',
    `.filter(s -> !s.equals("${word(w)}"))`,
    '.map(String::toUpperCase)',
    '.map(s -> s + s.length())',
    '.map(s -> s.substring(0, 2))',
    '.sorted()',
    '.sorted(Comparator.reverseOrder())',
    '.sorted(Comparator.comparing(String::length))',
    '.distinct()',
    '.limit(3)',
    '.skip(1)',
    ".flatMap(s -> Stream.of(s, s + 'x'))",
    '.takeWhile(s -> s.length() < 7)',
    '.dropWhile(s -> s.length() < 4)',
    `.map(s -> s.replace('e', '3'))`,
    '.peek(s -> seen.add(s))',
    '.sorted((a, b) -> b.length() - a.length())',
  ]);
}

const ends = [
  'collect(Collectors.toList())',
  'toList()',
  'collect(Collectors.toCollection(ArrayList::new))',
  'collect(Collectors.toCollection(TreeSet::new))',
  'collect(Collectors.toCollection(LinkedHashSet::new))',
  'collect(Collectors.toSet())',
  'collect(Collectors.toUnmodifiableList())',
];

const pipelines: PieceMaker = (w) => ({
  members: [],
  statements: [
    'List<String> seen = new ArrayList<>();',
    `Collection<String> result = ${pick(w.random, [`Stream.of(${quoted(someWords(w, 3, 6))})`, `List.of(${quoted(someWords(w, 3, 6))}).stream()`, `Arrays.stream(new String[] {${quoted(someWords(w, 3, 6))}})`])}${times(between(w.random, 1, 4), () => step(w)).join('')}.${pick(w.random, ends)};`,
    `for (String each : result) {\n${named(w, 'each')}\n${pick(w.random, ['', unnamed(w)])}\n}`,
    named(w, 'result.size() + "." + seen.size()'),
    repeated(w, 'result.size()'),
  ],
});

const ending: PieceMaker = (w) => {
  const source = `Stream.of(${quoted(someWords(w, 3, 6))})`;
  const ways = [
    'collect(Collectors.joining("-"))',
    'collect(Collectors.joining("_", "b.", ".e"))',
    'count()',
    'map(String::length).reduce(0, Integer::sum)',
    'mapToInt(String::length).sum()',
    'mapToInt(String::length).max().getAsInt()',
    'mapToInt(String::length).average().orElse(0)',
    'reduce("", (a, b) -> a + b.charAt(0))',
    'reduce((a, b) -> b).get()',
    'anyMatch(s -> s.startsWith("o"))',
    'allMatch(s -> s.length() > 1)',
    'noneMatch(String::isEmpty)',
    'findFirst().get()',
    'filter(s -> s.length() > 20).findFirst().orElse("none")',
    'min(Comparator.naturalOrder()).get()',
    'max(Comparator.comparing(String::length)).get()',
    'collect(Collectors.counting())',
    'collect(Collectors.averagingInt(String::length))',
    'collect(Collectors.summingInt(String::length))',
    'map(s -> s.charAt(0)).map(String::valueOf).collect(Collectors.joining())',
    'toArray(String[]::new).length',
    'mapToInt(s -> s.charAt(0)).sum()',
    'mapToObj',
    'collect(StringBuilder::new, (b, s) -> b.append(s.length()), StringBuilder::append)',
    'sorted(Comparator.comparing((String s) -> s.charAt(s.length() - 1)).thenComparing(Comparator.naturalOrder())).findFirst().orElseThrow()',
    'mapToInt(String::length).boxed().map(String::valueOf).collect(Collectors.joining("."))',
    'reduce(1, (n, s) -> n * s.length(), (a, b) -> a * b)',
  ].filter((way) => way !== 'mapToObj');
  return {
    members: [],
    statements: [
      ...sample(w.random, ways, 4).map((way) => named(w, `${source}.${way}`)),
      decided(w, `${source}.anyMatch(s -> s.contains("${word(w).charAt(0)}"))`),
    ],
  };
};

const grouped: PieceMaker = (w) => {
  const list = `List.of(${quoted(someWords(w, 5, 8))})`;
  const ways = [
    ['Map<Integer, List<String>>', 'Collectors.groupingBy(String::length)', 'e.getKey() + "-" + String.join(".", e.getValue())'],
    ['Map<Integer, Long>', 'Collectors.groupingBy(String::length, TreeMap::new, Collectors.counting())', 'e.getKey() + "." + e.getValue()'],
    ['Map<Character, String>', 'Collectors.groupingBy(s -> s.charAt(0), Collectors.joining("_"))', 'e.getKey() + e.getValue()'],
    ['Map<Boolean, List<String>>', 'Collectors.partitioningBy(s -> s.length() > 4)', 'e.getKey() + "-" + e.getValue().size()'],
    ['Map<String, Integer>', 'Collectors.toMap(s -> s, String::length)', 'e.getKey() + e.getValue()'],
    ['Map<Integer, String>', 'Collectors.toMap(String::length, s -> s, (a, b) -> a + "." + b)', 'e.getKey() + e.getValue()'],
    [
      'Map<String, Integer>',
      'Collectors.toMap(Function.identity(), s -> 1, Integer::sum, LinkedHashMap::new)',
      'e.getKey() + e.getValue()',
    ],
    ['Map<Boolean, Long>', 'Collectors.partitioningBy(s -> s.contains("s"), Collectors.counting())', 'e.getKey() + "" + e.getValue()'],
    [
      'Map<Integer, Set<Character>>',
      'Collectors.groupingBy(String::length, Collectors.mapping(s -> s.charAt(0), Collectors.toCollection(TreeSet::new)))',
      'e.getKey() + "." + e.getValue().size()',
    ],
    [
      'Map<Integer, Optional<String>>',
      'Collectors.groupingBy(String::length, Collectors.maxBy(Comparator.<String>naturalOrder()))',
      'e.getKey() + e.getValue().get()',
    ],
    [
      'Map<Integer, Integer>',
      'Collectors.groupingBy(s -> s.length() % 3, Collectors.summingInt(s -> s.charAt(0)))',
      'e.getKey() + "." + e.getValue()',
    ],
  ] as const;
  const [type, collector, shown] = pick(w.random, ways);
  return {
    members: [],
    statements: [
      `${type} groups = ${list}.stream().collect(${collector});`,
      `for (var e : groups.entrySet()) {\n${named(w, shown)}\n${unnamed(w)}\n}`,
      named(w, 'groups.size()'),
    ],
  };
};

const numbers: PieceMaker = (w) => {
  const n = between(w.random, 3, 8);
  const uses = [
    `IntStream.range(0, ${n}).sum()`,
    `IntStream.rangeClosed(1, ${n}).reduce(1, (a, b) -> a * b)`,
    `IntStream.rangeClosed(1, ${n + 10}).reduce(1, (a, b) -> a * b)`,
    `IntStream.range(0, ${n}).filter(i -> i % 2 == 1).count()`,
    `IntStream.of(3, 1, 2).sorted().boxed().map(String::valueOf).collect(Collectors.joining())`,
    `IntStream.range(0, ${n}).mapToObj(i -> "p" + i).collect(Collectors.joining("-"))`,
    `IntStream.iterate(1, i -> i * 3).limit(${n}).max().getAsInt()`,
    `Stream.iterate("a", s -> s + "b").limit(4).reduce((a, b) -> b).get()`,
    `Stream.iterate(1, i -> i < 100, i -> i * 2).count()`,
    `LongStream.rangeClosed(1, 25).reduce(1L, (a, b) -> a * b)`,
    `IntStream.range(0, 5).average().getAsDouble()`,
    `IntStream.range(0, 5).summaryStatistics().getMax()`,
    `Stream.of(1, 2, 3).mapToInt(Integer::intValue).sum()`,
    `"hello".chars().mapToObj(c -> (char) c).map(String::valueOf).sorted().collect(Collectors.joining())`,
    `IntStream.range(0, 4).mapToObj(i -> (char) ('a' + i)).map(Object::toString).collect(Collectors.joining())`,
    `Stream.generate(() -> "g").limit(3).collect(Collectors.joining())`,
    `IntStream.concat(IntStream.of(1), IntStream.of(2)).sum()`,
    `Stream.concat(Stream.of("a"), Stream.of("b")).collect(Collectors.joining())`,
    `Stream.of(5, 3, 8).sorted(Collections.reverseOrder()).map(String::valueOf).collect(Collectors.joining("."))`,
    `IntStream.range(0, 10).skip(3).limit(4).mapToObj(Integer::toString).collect(Collectors.joining())`,
    `Stream.of(1.5, 2.5).mapToDouble(Double::doubleValue).sum()`,
    `IntStream.range(0, 3).asLongStream().sum()`,
    `IntStream.of(7, 8).anyMatch(i -> i == 8)`,
    `Arrays.stream(new int[] {1, 2, 3}).map(i -> i * i).sum()`,
  ];
  return {
    members: [],
    statements: [
      ...sample(w.random, uses, 3).map((use) => named(w, use)),
      pick(w.random, [
        `IntStream.range(0, ${n}).forEach(i -> {\n${named(w, 'i')}\n});`,
        `IntStream.rangeClosed(1, 3).mapToObj(i -> "s" + i).forEach(s -> {\n${named(w, 's')}\n});`,
        `IntStream.range(0, ${n}).filter(i -> i % 3 != 0).forEach(i -> {\n${unnamed(w)}\n});`,
      ]),
    ],
  };
};

const lazy: PieceMaker = (w) => {
  const four = quoted(someWords(w, 4, 4));
  const lines = [
    `List<String> log = new ArrayList<>();\nStream<String> never = Stream.of(${four}).peek(log::add);\n${named(w, 'log.size() + "." + (never != null)')}`,
    `List<String> log = new ArrayList<>();\nboolean any = Stream.of(${four}).peek(log::add).anyMatch(s -> s.length() > 1);\n${named(w, 'log.size() + "" + any')}`,
    `StringBuilder log = new StringBuilder();\nStream.of("b", "a", "c").filter(s -> {\nlog.append("f").append(s);\nreturn !s.equals("a");\n}).map(s -> {\nlog.append("m").append(s);\nreturn s;\n}).forEach(s -> log.append("e"));\n${named(w, 'log')}`,
    `StringBuilder log = new StringBuilder();\nStream.of("b", "a", "c").peek(log::append).sorted().peek(s -> log.append(s.toUpperCase())).limit(2).forEach(s -> log.append('.'));\n${named(w, 'log')}`,
    `int[] calls = {0};\nStream.iterate(1, i -> {\ncalls[0]++;\nreturn i + 1;\n}).limit(4).forEach(i -> calls[0] += 10);\n${named(w, 'calls[0]')}`,
    `List<Integer> source = new ArrayList<>(List.of(1, 2));\nStream<Integer> stream = source.stream();\nsource.add(3);\n${named(w, 'stream.count()')}`,
    `int[] calls = {0};\nSupplier<Integer> supplier = () -> ++calls[0];\nint first = supplier.get() + supplier.get();\n${named(w, 'first + "." + calls[0]')}`,
    `StringBuilder log = new StringBuilder();\nOptional<String> found = Stream.of(${four}).filter(s -> {\nlog.append(s.charAt(0));\nreturn s.length() == 2;\n}).findFirst();\n${named(w, 'log + "-" + found.isPresent()')}`,
    `int[] count = new int[1];\nlong n = Stream.of(1, 2, 3).map(i -> {\ncount[0]++;\nreturn i;\n}).filter(i -> i > 1).count();\n${named(w, 'n + "." + count[0]')}`,
  ];
  return { members: [], statements: sample(w.random, lines, 2).map((code) => `{\n${code}\n}`) };
};

const optionals: PieceMaker = (w) => {
  const n = w.id;
  const uses = [
    `find${n}("a").orElse("none")`,
    `find${n}("zz").orElse("none")`,
    `find${n}("b").map(String::length).orElse(-1)`,
    `find${n}("b").filter(s -> s.length() > 9).isPresent()`,
    `find${n}("zz").or(() -> find${n}("a")).get()`,
    `find${n}("zz").orElseGet(() -> "made")`,
    `find${n}("a").flatMap(s -> find${n}(s.substring(0, 1))).isEmpty()`,
    `Optional.ofNullable((String) null).map(String::trim).orElse("nil")`,
    `Objects.requireNonNullElse(null, "other")`,
    `Objects.hash(1, 2, "x")`,
    `Objects.equals(null, null)`,
    `Objects.hashCode(null)`,
    `Objects.isNull(find${n}("q").orElse(null))`,
    `Optional.of(5).equals(Optional.of(5))`,
    `find${n}("a").stream().count()`,
    `OptionalInt.of(4).getAsInt()`,
    `Optional.of("x").map(s -> (String) null).isPresent()`,
    `Objects.requireNonNullElseGet(null, () -> "got")`,
    `find${n}("c").hashCode()`,
    `Objects.compare("a", "b", Comparator.naturalOrder())`,
  ];
  return {
    members: [
      `static Optional<String> find${n}(String key) {\nMap<String, String> known = Map.of("a", "alpha", "b", "beta", "c", "gamma");\nreturn Optional.ofNullable(known.get(key));\n}`,
    ],
    statements: [
      ...sample(w.random, uses, 4).map((use) => named(w, use)),
      pick(w.random, [
        `find${n}("${pick(w.random, ['a', 'zz'])}").ifPresent(s -> {\n${named(w, 's')}\n});`,
        `find${n}("${pick(w.random, ['a', 'zz'])}").ifPresentOrElse(s -> {\n${named(w, 's')}\n}, () -> {\n${unnamed(w)}\n});`,
        `if (find${n}("b").isPresent()) {\n${named(w, `find${n}("b").get()`)}\n}`,
      ]),
    ],
  };
};

const records: PieceMaker = (w) => {
  const n = w.id;
  const data = someWords(w, 4, 5).map((name, i) => `new Item${n}("${name}", ${(i * 5) % 4}, "${pick(w.random, ['eu', 'us'])}")`);
  const ways = [
    `items.stream().sorted(Comparator.comparingInt(Item${n}::size).thenComparing(Item${n}::name)).map(Item${n}::name).collect(Collectors.joining("-"))`,
    `items.stream().mapToInt(Item${n}::size).sum()`,
    `items.stream().max(Comparator.comparing(Item${n}::name)).get().name()`,
    `items.stream().filter(i -> i.region().equals("eu")).count()`,
    `items.stream().collect(Collectors.groupingBy(Item${n}::region, TreeMap::new, Collectors.summingInt(Item${n}::size))).firstEntry().getValue()`,
    `items.stream().map(Item${n}::region).distinct().sorted().collect(Collectors.joining("."))`,
    `items.stream().sorted(Comparator.comparing(Item${n}::region).reversed().thenComparing(Item${n}::size, Comparator.reverseOrder())).findFirst().get().name()`,
    `items.stream().collect(Collectors.toMap(Item${n}::name, Item${n}::size)).get("${word(w)}")`,
    `items.stream().anyMatch(new Item${n}("x", 0, "eu")::equals)`,
  ];
  return {
    members: [`record Item${n}(String name, int size, String region) {\n}`],
    statements: [
      `List<Item${n}> items = List.of(${data.join(', ')});`,
      ...sample(w.random, ways, 3).map((way) => named(w, way)),
      `items.stream().sorted(Comparator.comparing(Item${n}::size)).forEach(item -> {\n${named(w, 'item.name() + item.size()')}\n});`,
    ],
  };
};

export const streamPieces: Readonly<Record<string, PieceMaker>> = {
  pipelines,
  ending,
  grouped,
  ranges: numbers,
  lazy,
  optionals,
  itemRecords: records,
};
