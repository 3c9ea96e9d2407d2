/**
 * Code around a class that only the library gets to read: loops over what it gives, conditions that it answers, values that it changes. What
 * comes of it cannot be known; that it is not said is the point. What each piece computes beside it, is.
 */
import { named, quoted, someWords, unnamed, word, type Piece, type PieceMaker } from '../piece.js';
import { between, pick, sample, shuffled } from '../random.js';

const unread = {
  PROGRAMUnread: `import java.util.*;
public class PROGRAMUnread {
  static List<String> some() { return List.of("a", "b", "c"); }
  static Iterator<String> each() { return some().iterator(); }
  static String[] array() { return new String[] {"p", "q"}; }
  static int count() { return 3; }
  static int one() { return 1; }
  static String word() { return "word"; }
  static Comparator<String> order() { return Comparator.reverseOrder(); }
  static boolean flag() { return true; }
  static boolean not() { return false; }
  static void twice(Runnable run) { run.run(); run.run(); }
  static <T> T apply(java.util.function.Function<String, T> function) { function.apply("a"); return function.apply("b"); }
  static void keep(Object kept) { KEPT.add(kept); }
  static void useKept() { for (Object one : KEPT) if (one instanceof Runnable run) run.run(); }
  private static final List<Object> KEPT = new ArrayList<>();
  abstract static class Template {
    protected int own = 1;
    Template() { hook(); hook(); }
    abstract void hook();
    void both() { hook(); own++; }
    int fixed() { return 7; }
  }
  interface Named { String name(); default String full() { return "n-" + name() + name(); } }
  static void extend(org.apache.kafka.streams.StreamsBuilder builder) {
    builder.stream("PROGRAM-more").groupByKey().count();
    builder.stream("PROGRAM-more").filter((k, v) -> true);
  }
  static org.apache.kafka.streams.kstream.KStream<String, String> change(org.apache.kafka.streams.kstream.KStream<String, String> stream) {
    return stream.mapValues(v -> v).filter((k, v) -> true);
  }
  static org.apache.kafka.streams.kstream.KStream<String, String> rekey(org.apache.kafka.streams.kstream.KStream<String, String> stream) {
    return stream.selectKey((k, v) -> v);
  }
  static void change(List<String> list) { list.add("x"); list.add("y"); }
  static void change(Map<String, Integer> map) { map.put("x", 7); }
  static void change(StringBuilder text) { text.append("more"); }
  static int zero() { return 0; }
  static Integer noBox() { return null; }
  static Boolean noFlag() { return null; }
  static String noText() { return null; }
  static List<String> nothing() { return null; }
  static Map<String, Integer> boxes() { return new HashMap<>(); }
  static Object other() { return new Object(); }
  static void fail(int n) { if (n > 1) throw new IllegalStateException("n" + n); }
}
`,
};

/** What Java refuses, of values that come from elsewhere before: a division by zero, a null that is unboxed or looked into, a cast, an index. */
const unreadRefusals: PieceMaker = (w) => {
  const n = w.id;
  const before: readonly (readonly [string, string])[] = [
    ['int zero', 'PROGRAMUnread.zero()'],
    ['Integer box', 'PROGRAMUnread.noBox()'],
    ['Boolean flag', 'PROGRAMUnread.noFlag()'],
    ['String text', 'PROGRAMUnread.noText()'],
    ['int count', 'PROGRAMUnread.count()'],
    ['Object other', 'PROGRAMUnread.other()'],
    ['int[] array', 'new int[] {4, 5}'],
    ['Map<String, Integer> boxes', 'PROGRAMUnread.boxes()'],
  ];
  const refused = [
    'int r = 10 / zero;',
    'int r = 10 % zero;',
    'long r = 7L; r /= zero;',
    'int r = 10 + box;',
    'int r = box;',
    'int r = -box;',
    'box++;',
    'int r = 3; r += box;',
    'boolean r = box > 3;',
    'boolean r = box == 3;',
    'takes(box);',
    'int r = gives(box);',
    'int[] r = {box};',
    'array[0] = box;',
    'int r = text.length();',
    'switch (text) { case "a": break; default: break; }',
    'int r = array[count];',
    'array[count] = 1;',
    'int[] r = new int[zero - 1];',
    'String r = (String) other;',
    'Integer r = (Integer) other;',
    'if (flag) System.out.println("never");',
    'boolean r = !flag;',
    'boolean r = zero == 0 && flag;',
    'int r = flag ? 1 : 2;',
    'int r = boxes.get("none");',
    'int r = boxes.get("none") + 1;',
  ].map((statement) => statement.replaceAll(/\b(takes|gives)\(/g, `$1${n}(`));
  const caught = pick(w.random, [
    'RuntimeException',
    'Exception',
    'ArithmeticException | NullPointerException | ClassCastException | IndexOutOfBoundsException | NegativeArraySizeException',
  ]);
  const variables = before.map(([declared, value]) => `${declared} = ${value};`).join('\n');
  return withUnread({
    members: [`static int takes${n}(int i) { return i; }`, `static int gives${n}(Integer i) { return i; }`],
    statements: [
      `{\n${variables}\nString outcome = "none";\ntry {\n${pick(w.random, refused)}\noutcome = "done";\n} catch (${caught} e) {\noutcome = "caught";\n${pick(w.random, ['', unnamed(w)])}\n}\n${named(w, 'outcome')}\n}`,
    ],
  });
};

/** A loop of more than one round, in one of the ways in which people write it. The element is \`u\`. */
function loop(w: Parameters<PieceMaker>[0], body: string): string {
  return pick(w.random, [
    `for (String u : PROGRAMUnread.some()) {\n${body}\n}`,
    `for (String u : PROGRAMUnread.array()) {\n${body}\n}`,
    `PROGRAMUnread.some().forEach(u -> {\n${body}\n});`,
    `PROGRAMUnread.some().stream().filter(u -> u.length() > 0).forEach(u -> {\n${body}\n});`,
    `Iterator<String> it${++w.names} = PROGRAMUnread.each();\nwhile (it${w.names}.hasNext()) {\nString u = it${w.names}.next();\n${body}\n}`,
    `for (int r${++w.names} = 0; r${w.names} < PROGRAMUnread.count(); r${w.names}++) {\nString u = "r";\n${body}\n}`,
    `for (String u : PROGRAMUnread.some()) {\nif (u.equals("none")) continue;\nfor (String v : PROGRAMUnread.array()) {\n${body}\n}\n}`,
    `try {\nfor (String u : PROGRAMUnread.some()) {\n${body}\n}\nPROGRAMUnread.fail(1);\n} catch (IllegalStateException e) {\nSystem.out.println(e);\n}`,
  ]);
}

const withUnread = (made: Omit<Piece, 'kind'>): Omit<Piece, 'kind'> => ({ ...made, unread });

const unreadArguments: PieceMaker = (w) => {
  const n = w.id;
  return withUnread({
    members: [
      `static void put${n}(List<String> list, String s) {\nlist.add(s);\n}`,
      `static void put${n}(Map<String, Integer> map, String s) {\nmap.merge(s, 1, Integer::sum);\n}`,
      `static StringBuilder put${n}(StringBuilder text, String s) {\nreturn text.append(s.length());\n}`,
      `static void put${n}(int[] counts, int by) {\ncounts[counts.length - 1] += by;\n}`,
    ],
    statements: [
      `List<String> list = new ArrayList<>(List.of(${quoted(someWords(w, 1, 3))}));`,
      `Map<String, Integer> map = new HashMap<>();`,
      `StringBuilder text = new StringBuilder("${word(w)}");`,
      `int[] counts = new int[${between(w.random, 1, 3)}];`,
      named(w, 'list.size() + "" + text'),
      ...shuffled(w.random, [
        `${loop(w, `put${n}(list, u);`)}\n${named(w, 'list.size()')}`,
        `${loop(w, `put${n}(map, u);`)}\n${named(w, 'map.size()')}`,
        `${loop(w, `put${n}(text, u);`)}\n${named(w, 'text')}`,
        `${loop(w, `put${n}(counts, 2);`)}\n${named(w, 'counts[counts.length - 1]')}`,
      ]),
      named(w, `"${word(w)}".length() + counts.length`),
    ],
  });
};

const unreadObjects: PieceMaker = (w) => {
  const n = w.id;
  return withUnread({
    members: [
      `static class Base${n} {\nprotected int n = ${between(w.random, 0, 9)};\nfinal String fixed = "${word(w)}";\nvoid mark() {\nn++;\n}\n}`,
      `static class Box${n} extends Base${n} {\nprivate final Base${n} inner = new Base${n}();\nString last = "none";\nvoid mark() {\nsuper.mark();\ninner.mark();\nlast = "m" + n;\n}\nint both() {\nreturn n * 100 + inner.n;\n}\n}`,
    ],
    statements: [
      `Box${n} box = new Box${n}();\nBase${n}[] all = {new Base${n}(), box};\nRunnable action = box::mark;`,
      named(w, 'box.both()'),
      loop(w, pick(w.random, ['box.mark();', 'action.run();', 'all[1].mark();', 'for (Base' + n + ' b : all) b.mark();'])),
      named(w, 'box.both() + box.last'),
      named(w, 'box.fixed'),
    ],
  });
};

const unreadStatics: PieceMaker = (w) => {
  const n = w.id;
  return withUnread({
    members: [
      `static class Count${n} {\nprivate static int next = ${between(w.random, 1, 5)};\nstatic final List<String> SEEN = new ArrayList<>();\nstatic int next() {\nSEEN.add("s");\nreturn next++;\n}\n}`,
      `private static int own${n};\nprivate static void note${n}() {\nown${n} += 2;\n}`,
    ],
    statements: [
      ...sample(
        w.random,
        [`Count${n}.next();`, `note${n}();`, `int before = Count${n}.next();\n${named(w, 'before')}`],
        between(w.random, 0, 2),
      ),
      loop(w, `note${n}();\n${pick(w.random, [`Count${n}.next();`, `if (Count${n}.next() > 100) note${n}();`])}`),
      named(w, `own${n}`),
      named(w, `Count${n}.next() + "-" + Count${n}.SEEN.size()`),
      named(w, `"${word(w)}".toUpperCase()`),
    ],
  });
};

const unreadFunctions: PieceMaker = (w) =>
  withUnread({
    members: [],
    statements: [
      `List<String> list = new LinkedList<>();\nStringBuilder text = new StringBuilder();\nDeque<Integer> stack = new ArrayDeque<>(List.of(1, 2));\nint[] sum = {1};`,
      `Consumer<String> add = list::add;\nFunction<String, Integer> take = s -> {\nsum[0] *= 3;\nreturn sum[0];\n};`,
      ...sample(
        w.random,
        [
          `PROGRAMUnread.some().forEach(list::add);\n${named(w, 'list.size()')}`,
          `PROGRAMUnread.some().forEach(add);\n${named(w, 'list.size() + 1')}`,
          `PROGRAMUnread.some().stream().map(take).forEach(text::append);\n${named(w, 'text')}\n${named(w, 'sum[0]')}`,
          `PROGRAMUnread.some().stream().peek(u -> stack.push(u.length())).count();\nPROGRAMUnread.some().stream().peek(u -> stack.push(9)).forEach(u -> {\n});\n${named(w, 'stack.size()')}`,
          `PROGRAMUnread.some().iterator().forEachRemaining(u -> sum[0]++);\n${named(w, 'sum[0]')}`,
          `Optional.of(PROGRAMUnread.count()).ifPresent(c -> sum[0] = c);\n${named(w, 'sum[0]')}`,
          `Map<String, List<String>> groups = new TreeMap<>();\nfor (String u : PROGRAMUnread.array()) groups.computeIfAbsent(u, key -> new ArrayList<>()).add(u);\n${named(w, 'groups.size()')}`,
        ],
        between(w.random, 2, 4),
      ),
    ],
  });

const unreadBranches: PieceMaker = (w) => {
  const n = w.id;
  return withUnread({
    members: [`static int step${n}(List<String> list) {\nlist.add("s");\nreturn list.size();\n}`],
    statements: [
      `List<String> list = new ArrayList<>();\nint a = ${between(w.random, 1, 9)};\nString s = "${word(w)}";`,
      ...sample(
        w.random,
        [
          `if (PROGRAMUnread.flag()) {\na += step${n}(list);\n}`,
          `if (PROGRAMUnread.not() || step${n}(list) > 100) {\na = -1;\n}`,
          `a = PROGRAMUnread.flag() ? step${n}(list) : a;`,
          `try {\nPROGRAMUnread.fail(PROGRAMUnread.count());\na = 500;\n} catch (IllegalStateException e) {\ns += e.getMessage();\n} finally {\nstep${n}(list);\n}`,
          `switch (PROGRAMUnread.count()) {\ncase 1: a = 1;\ncase 3: a += 30;\nbreak;\ndefault: s = "other";\n}`,
          `while (PROGRAMUnread.count() > a) {\na += step${n}(list);\n}`,
          `do {\na += step${n}(list);\n} while (PROGRAMUnread.count() > list.size());`,
        ],
        between(w.random, 1, 3),
      ),
      named(w, 'a'),
      named(w, 'list.size()'),
      named(w, 's'),
    ],
  });
};

const unreadChanges: PieceMaker = (w) =>
  withUnread({
    members: [],
    statements: [
      `List<String> list = new ArrayList<>(List.of(${quoted(someWords(w, 2, 3))}));\nMap<String, Integer> map = new LinkedHashMap<>(Map.of("k", 1));\nStringBuilder text = new StringBuilder("t");`,
      `List<String> part = list.subList(0, 1);\nList<String> copy = new ArrayList<>(list);\nMap<String, Integer> view = Collections.unmodifiableMap(map);`,
      ...sample(
        w.random,
        ['PROGRAMUnread.change(list);', 'PROGRAMUnread.change(map);', 'PROGRAMUnread.change(text);'],
        between(w.random, 1, 3),
      ),
      named(w, 'list.size()'),
      named(w, 'view.size()'),
      named(w, 'text.length()'),
      named(w, 'copy'.concat('.get(0)')),
    ],
  });

/** Code of the program that is run by what is not read. */
const unreadCallbacks: PieceMaker = (w) => {
  const n = w.id;
  return withUnread({
    members: [
      `static class Job${n} implements Runnable {\nint runs;\nfinal int[] all = {${between(w.random, 0, 3)}};\nString label = "${word(w)}";\npublic void run() {\nruns++;\nall[0] += runs;\n}\n}`,
      `private static int calls${n} = ${between(w.random, 0, 9)};\nprivate static int called${n}() {\nreturn ++calls${n};\n}`,
    ],
    statements: [
      `Job${n} job = new Job${n}();\nint[] sum = {5};\nStringBuilder text = new StringBuilder("t");\nList<String> list = new ArrayList<>();`,
      ...sample(
        w.random,
        [
          'PROGRAMUnread.twice(job);',
          'PROGRAMUnread.twice(job::run);',
          'PROGRAMUnread.twice(() -> sum[0] *= 2);',
          `PROGRAMUnread.twice(() -> {\ntext.append("x");\nlist.add("y");\n});`,
          `PROGRAMUnread.twice(() -> called${n}());`,
          `PROGRAMUnread.apply(list::add);`,
          `PROGRAMUnread.apply(s -> text.append(s));`,
          `PROGRAMUnread.keep(job);\nPROGRAMUnread.useKept();`,
          `Runnable last = new Runnable() {\nint mine = 0;\npublic void run() {\nmine++;\nsum[0] += mine;\n}\n};\nPROGRAMUnread.twice(last);`,
        ],
        between(w.random, 1, 4),
      ).map((line) => `{\n${line}\n}`),
      named(w, 'job.runs + "-" + job.all[0]'),
      named(w, 'job.label'),
      named(w, 'sum[0]'),
      named(w, 'text'),
      named(w, 'list.size()'),
      named(w, `calls${n}`),
      named(w, `"${word(w)}".length()`),
    ],
  });
};

/** Classes of the program whose superclass or interface is not read. */
const unreadParents: PieceMaker = (w) => {
  const n = w.id;
  return withUnread({
    members: [
      `static class Own${n} extends PROGRAMUnread.Template {\nstatic int hooks = ${between(w.random, 0, 5)};\nint kept;\nint reset = ${between(w.random, 1, 9)};\nfinal List<String> names = new ArrayList<>();\nvoid hook() {\nhooks++;\nkept++;\nreset++;\n}\nint mine() {\nreturn reset * 10;\n}\n}`,
      `static class Called${n} implements PROGRAMUnread.Named {\nint asked;\npublic String name() {\nasked++;\nreturn "${word(w)}";\n}\n}`,
    ],
    statements: [
      `Own${n} own = new Own${n}();\nCalled${n} called = new Called${n}();`,
      ...sample(
        w.random,
        ['own.both();', 'own.hook();', 'String full = called.full();', 'own.names.add("n");', 'int fixed = own.fixed();'],
        between(w.random, 0, 4),
      ),
      named(w, `Own${n}.hooks`),
      named(w, 'own.kept'),
      named(w, 'own.mine()'),
      named(w, 'own.names.size()'),
      named(w, 'called.asked'),
      named(w, 'called.name()'),
    ],
  });
};

/** What is built, and how, hangs on what is not read. */
const unreadDecisions: PieceMaker = (w) => {
  const build = (): string => pick(w.random, [named(w, `"${word(w)}"`), unnamed(w)]);
  const condition = (): string =>
    pick(w.random, ['PROGRAMUnread.flag()', 'PROGRAMUnread.not()', 'PROGRAMUnread.count() > 1', 'PROGRAMUnread.word() == null']);
  return withUnread({
    members: [`static void build${w.id}(StreamsBuilder builder, boolean also) {\nif (!also) return;\n${unnamed(w)}\n}`],
    statements: [
      `build${w.id}(builder, ${condition()});`,
      ...sample(
        w.random,
        [
          `if (${condition()}) {\n${build()}\n}`,
          `if (${condition()}) {\n${build()}\n} else {\n${build()}\n}`,
          `String chosen = ${condition()} ? "${word(w)}" : "${word(w)}";\n${named(w, 'chosen')}`,
          `switch (PROGRAMUnread.count()) {\ncase 1: ${build()}\ncase 3: ${build()}\nbreak;\ndefault: ${build()}\n}`,
          `for (int i = 0; i < PROGRAMUnread.count() - 2; i++) {\n${build()}\n}`,
          `try {\nPROGRAMUnread.fail(PROGRAMUnread.count());\n${build()}\n} catch (IllegalStateException e) {\n${build()}\n}`,
          `if (${condition()}) {\nif (${condition()}) {\n${build()}\n}\n${build()}\n}`,
        ],
        between(w.random, 1, 2),
      ).map((line) => `{\n${line}\n}`),
      unnamed(w),
      named(w, `"${word(w)}"`),
    ],
  });
};

/** The builder, or a stream, goes to what is not read. */
const unreadBuilders: PieceMaker = (w) =>
  withUnread({
    members: [],
    statements: [
      `KStream<String, String> stream = builder.stream("given-${w.id}");`,
      ...sample(
        w.random,
        [
          'PROGRAMUnread.extend(builder);',
          'stream = PROGRAMUnread.change(stream);',
          'stream = PROGRAMUnread.rekey(stream);',
          `stream = stream.filter((k, v) -> v != null);\nPROGRAMUnread.change(stream);`,
          'stream = stream.selectKey((k, v) -> v);',
        ],
        between(w.random, 1, 3),
      ),
      `stream.groupByKey().count(Materialized.as("unreadBuilders${w.id}zz-x"));`,
      'stream.groupByKey().count();',
      unnamed(w),
      named(w, `"${word(w)}"`),
    ],
  });

/** Methods of the JDK that are given what is not known. */
const unreadValues: PieceMaker = (w) => {
  const [one, word1, count] = ['PROGRAMUnread.one()', 'PROGRAMUnread.word()', 'PROGRAMUnread.count()'];
  const onLists = [
    `list.remove(${one});`,
    `list.remove(${word1});`,
    `list.add(${one}, "in");`,
    `list.set(${one}, "set");`,
    `list.addAll(PROGRAMUnread.some());`,
    `list.addAll(${one}, List.of("k"));`,
    `list.removeIf(s -> s.length() > ${count});`,
    `list.replaceAll(s -> s + ${one});`,
    `list.sort(PROGRAMUnread.order());`,
    `list.subList(0, ${one}).clear();`,
    `list.retainAll(PROGRAMUnread.some());`,
    `Collections.swap(list, 0, ${one});`,
    `Collections.rotate(list, ${one});`,
    `Collections.addAll(list, PROGRAMUnread.array());`,
    `Collections.sort(list, PROGRAMUnread.order());`,
    `ListIterator<String> li = list.listIterator(${one});\nli.next();\nli.remove();`,
  ];
  const onSets = [
    `set.add(${word1});`,
    `set.remove(${word1});`,
    `set.addAll(PROGRAMUnread.some());`,
    `set.removeAll(PROGRAMUnread.some());`,
    `set.add(PROGRAMUnread.some().get(0));`,
  ];
  const onMaps = [
    `map.put(${word1}, 1);`,
    `map.remove(${word1});`,
    `map.merge(${word1}, 1, Integer::sum);`,
    `map.compute(${word1}, (k, v) -> v == null ? 1 : v + 1);`,
    `map.computeIfPresent("k1", (k, v) -> ${one});`,
    `map.replaceAll((k, v) -> v + ${one});`,
    `map.putIfAbsent(${word1}, 5);`,
    `map.keySet().remove(${word1});`,
    `map.values().removeIf(v -> v == ${one});`,
    `map.entrySet().removeIf(e -> e.getKey().equals(${word1}));`,
    `map.replace("k1", ${count});`,
    `map.headMap(${word1}).clear();`,
  ];
  const onTexts = [
    `text.append(${one});`,
    `text.insert(${one}, "in");`,
    `text.setLength(${count});`,
    `text.deleteCharAt(${one});`,
    `text.delete(0, ${one});`,
    `text.replace(${one}, 2, "re");`,
    `text.setCharAt(${one}, 'z');`,
    `text.reverse().append(${word1});`,
  ];
  const onArrays = [
    `array[${one}] = 7;`,
    `array[${one}]++;`,
    `Arrays.fill(array, ${one}, 2, 9);`,
    `array = Arrays.copyOf(array, ${count});`,
    `System.arraycopy(array, 0, array, ${one}, 1);`,
  ];
  return withUnread({
    members: [],
    statements: [
      `List<String> list = new ${pick(w.random, ['ArrayList', 'LinkedList'])}<>(List.of(${quoted(someWords(w, 3, 4))}));`,
      `Set<String> set = new ${pick(w.random, ['TreeSet', 'HashSet', 'LinkedHashSet'])}<>(list);`,
      `TreeMap<String, Integer> map = new TreeMap<>(Map.of("k1", 1, "k2", 2));`,
      `StringBuilder text = new StringBuilder("${word(w)}-text");\nint[] array = {1, 2, 3};`,
      ...shuffled(w.random, [
        ...sample(w.random, onLists, between(w.random, 0, 2)),
        ...sample(w.random, onSets, between(w.random, 0, 2)),
        ...sample(w.random, onMaps, between(w.random, 0, 2)),
        ...sample(w.random, onTexts, between(w.random, 0, 2)),
        ...sample(w.random, onArrays, between(w.random, 0, 1)),
      ]).map((line) => `{\n${line}\n}`),
      named(w, 'list.size()'),
      named(w, pick(w.random, ['String.join("", list)', 'list.isEmpty() ? "none" : list.get(0)', 'list.indexOf("orders")'])),
      named(w, 'set.size()'),
      named(w, 'map.size() + "" + map.getOrDefault("k1", 0)'),
      named(w, 'map.isEmpty() ? "none" : map.firstKey()'),
      named(w, 'text.length()'),
      named(w, 'text'),
      named(w, 'array[0] + array[1] * 10'),
    ],
  });
};

export const unreadPieces = {
  unreadArguments,
  unreadObjects,
  unreadStatics,
  unreadFunctions,
  unreadBranches,
  unreadChanges,
  unreadValues,
  unreadCallbacks,
  unreadParents,
  unreadDecisions,
  unreadBuilders,
  unreadRefusals,
} satisfies Readonly<Record<string, PieceMaker>>;
