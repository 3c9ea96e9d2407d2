/** Classes: which method runs, which field is meant, in which order things are made. */
import { decided, named, quoted, repeated, someWords, unnamed, word, type PieceMaker } from '../piece.js';
import { between, chance, pick, sample } from '../random.js';

const inheritance: PieceMaker = (w) => {
  const n = w.id;
  const kinds = sample(w.random, ['Square', 'Circle', 'Line'], 3);
  return {
    members: [
      `static abstract class Shape${n} {\nprotected final String name;\nprivate static int made = 0;\nShape${n}(String name) {\nthis.name = name;\nmade++;\n}\nabstract int area();\nString describe() {\nreturn name + "." + area() + kind();\n}\nprotected String kind() {\nreturn "-s";\n}\nstatic int made() {\nreturn made;\n}\n}`,
      ...kinds
        .map(
          (kind, i) =>
            `static class ${kind}${n} extends ${i === 2 && chance(w.random, 0.5) ? kinds[0] + String(n) : `Shape${n}`} {\n${i === 2 ? '' : 'private final int side;\n'}${kind}${n}(int side) {\n${i === 2 ? 'super(PARENT);' : `super("${kind.toLowerCase()}");\nthis.side = side;`}\n}\n@Override\nint area() {\nreturn ${pick(w.random, ['side * side', 'side + 1', '3 * side'])};\n}\n${chance(w.random, 0.5) ? '@Override\nprotected String kind() {\nreturn super.kind() + "' + i + '";\n}' : ''}\n}`,
        )
        .map((text, i) => {
          if (i !== 2) return text;
          const extendsFirst = text.includes(`extends ${kinds[0]}`);
          return (extendsFirst ? text.replace('PARENT', 'side + 10') : text.replace('PARENT', `"${kinds[2]}"`)).replace(
            /return (?:side \* side|side \+ 1|3 \* side);/,
            extendsFirst ? 'return super.area() - 1;' : 'return 7;',
          );
        }),
    ],
    statements: [
      `List<Shape${n}> shapes = List.of(${kinds.map((kind, i) => `new ${kind}${n}(${i + between(w.random, 1, 4)})`).join(', ')});`,
      `for (Shape${n} shape : shapes) {\n${named(w, 'shape.describe()')}\nif (shape instanceof ${kinds[0]}${n}) {\n${unnamed(w)}\n}\n}`,
      named(w, `Shape${n}.made()`),
      named(w, `shapes.get(1).getClass().getSimpleName()`),
      `if (shapes.get(0) instanceof ${kinds[0]}${n} first && first.area() > 5) {\n${named(w, 'first.name')}\n}`,
    ],
  };
};

const initialisers: PieceMaker = (w) => {
  const n = w.id;
  const v = between(w.random, 2, 9);
  return {
    members: [
      `static final StringBuilder trace${n} = new StringBuilder();`,
      `static int note${n}(String text, int value) {\ntrace${n}.append(text);\nreturn value;\n}`,
      `static class A${n} {\nstatic int s = note${n}("As", ${v});\nint x = note${n}("Ax", 1);\n{\nnote${n}("Ai", 0);\nx += 5;\n}\nstatic {\ns *= 2;\n}\nA${n}() {\nnote${n}("Ac", 0);\nhook();\n}\nvoid hook() {\ntrace${n}.append("h");\n}\n}`,
      `static class B${n} extends A${n} {\nstatic int t = note${n}("Bs", s + 1);\nint y = note${n}("By", x * 10);\nprivate String late = "set";\nB${n}() {\nsuper();\nnote${n}("Bc", 0);\n}\nB${n}(int given) {\nthis();\ny = given;\n}\n@Override\nvoid hook() {\ntrace${n}.append(late).append(y);\n}\n}`,
    ],
    statements: [
      pick(w.random, [
        `B${n} made = new B${n}();`,
        `B${n} made = new B${n}(${v});`,
        `note${n}("start", 0);\nA${n} made0 = new A${n}();\nB${n} made = new B${n}();`,
      ]),
      named(w, `trace${n}`),
      named(w, `made.x + "." + made.y + "." + B${n}.t`),
      repeated(w, 'made.y'),
    ],
  };
};

const statics: PieceMaker = (w) => {
  const n = w.id;
  return {
    members: [
      `static int counter${n};`,
      `static final int BASE${n} = ${between(w.random, 1, 9)} * LATER${n}();`,
      `static int LATER${n}() {\nreturn ${between(w.random, 2, 5)} + counter${n};\n}`,
      `static int next${n}() {\nreturn ++counter${n};\n}`,
      `static String id${n}(String prefix) {\nreturn prefix + next${n}();\n}`,
      `static class Registry${n} {\nprivate static final Registry${n} INSTANCE = new Registry${n}();\nprivate static int created = 10;\nprivate final Map<String, Integer> known = new LinkedHashMap<>();\nprivate Registry${n}() {\ncreated++;\n}\nstatic Registry${n} get() {\nreturn INSTANCE;\n}\nRegistry${n} register(String name) {\nknown.merge(name, 1, Integer::sum);\nreturn this;\n}\nint times(String name) {\nreturn known.getOrDefault(name, 0);\n}\n}`,
    ],
    statements: [
      `String a = id${n}("p") + id${n}("q");`,
      named(w, 'a'),
      `for (int i = 0; i < next${n}(); i += 2) {\n${named(w, `i + "." + counter${n}`)}\n}`,
      `Registry${n}.get().register("x").register("y").register("x");`,
      named(w, `Registry${n}.get().times("x") + "" + Registry${n}.get().times("z") + Registry${n}.created`),
      named(w, `BASE${n}`),
      repeated(w, `counter${n}`),
    ],
  };
};

const overloads: PieceMaker = (w) => {
  const n = w.id;
  const calls = [
    'f(1)',
    'f(1L)',
    "f('c')",
    'f(1.0f)',
    'f((short) 1)',
    'f((byte) 1)',
    'f("s")',
    'f((Object) "s")',
    'f(Integer.valueOf(1))',
    'f(new int[] {1})',
    'f()',
    'f(1, 2)',
    'f(null, 1)',
    'f(new StringBuilder("b"))',
    'f(List.of("x"))',
    'f(new ArrayList<>(List.of(1)))',
    'f((Integer) 5)',
    'f(true)',
    'g(5)',
    'g(5L)',
    'g("x")',
    "g('x')",
    'g((Number) 5)',
    'g(5.0)',
    'h(1)',
    'h(1, 2)',
    'h("a", "b")',
    'h()',
  ];
  const fs = [
    `static String f${n}(long x) {\nreturn "long";\n}`,
    `static String f${n}(double x) {\nreturn "double";\n}`,
    `static String f${n}(Integer x) {\nreturn "Integer";\n}`,
    `static String f${n}(Object x) {\nreturn "Object";\n}`,
    `static String f${n}(int... x) {\nreturn "ints" + x.length;\n}`,
    `static String f${n}(String x, int y) {\nreturn "two";\n}`,
    `static String f${n}(CharSequence x) {\nreturn "chars";\n}`,
    `static String f${n}(Collection<?> x) {\nreturn "collection";\n}`,
    `static String f${n}(List<?> x) {\nreturn "list";\n}`,
  ];
  const kept = fs.filter((f) => /Object|int\.\.\.|String x, int/.test(f) || chance(w.random, 0.6));
  return {
    members: [
      ...kept,
      `static String g${n}(Object o) {\nreturn "o";\n}`,
      `static String g${n}(int i) {\nreturn "i" + i;\n}`,
      ...(chance(w.random, 0.5) ? [`static String g${n}(Number i) {\nreturn "n" + i;\n}`] : []),
      `static String h${n}(Object... all) {\nreturn "v" + all.length;\n}`,
      `static String h${n}(int one) {\nreturn "one";\n}`,
    ],
    statements: sample(w.random, calls, 5).map((call) => named(w, call.replace(/^(\w)\(/, `$1${n}(`))),
  };
};

const hiding: PieceMaker = (w) => {
  const n = w.id;
  const uses = [
    `c.name`,
    `((P${n}) c).name`,
    `p.name`,
    'c.show()',
    'p.show()',
    'p.get()',
    `P${n}.who()`,
    `C${n}.who()`,
    'c.both()',
    'p.priv()',
    'c.label("x")',
    'p.label("x")',
    'p.self().name',
    `((C${n}) p).count`,
    'c.run()',
  ];
  return {
    members: [
      `static class P${n} {\nString name = "parent";\nint count = 1;\nString show() {\nreturn name;\n}\nString get() {\nreturn "P" + this.name;\n}\nstatic String who() {\nreturn "P";\n}\nprivate String secret() {\nreturn "ps";\n}\nString priv() {\nreturn secret();\n}\nString label(Object o) {\nreturn "po";\n}\nP${n} self() {\nreturn this;\n}\n}`,
      `static class C${n} extends P${n} {\nString name = "child";\nint count = super.count + 1;\n@Override\nString get() {\nreturn "C" + name + super.name;\n}\nstatic String who() {\nreturn "C";\n}\nprivate String secret() {\nreturn "cs";\n}\nString both() {\nString name = "local";\nreturn name + this.name + ((P${n}) this).name + super.get();\n}\nString label(String s) {\nreturn "cs";\n}\nString run() {\nint count = 5;\nfor (int i = 0; i < 2; i++) {\ncount += this.count;\n}\nreturn secret() + count;\n}\n}`,
    ],
    statements: [`C${n} c = new C${n}();\nP${n} p = c;`, ...sample(w.random, uses, 4).map((use) => named(w, use))],
  };
};

const interfaces: PieceMaker = (w) => {
  const n = w.id;
  return {
    members: [
      `interface Namer${n} {\nString name(String base);\ndefault Namer${n} then(Namer${n} next) {\nreturn base -> next.name(name(base));\n}\ndefault String twice(String base) {\nreturn name(name(base));\n}\nstatic Namer${n} prefix(String p) {\nreturn base -> p + "-" + base;\n}\n}`,
      `interface L${n} {\ndefault String m() {\nreturn "L";\n}\n}`,
      `interface R${n} {\ndefault String m() {\nreturn "R";\n}\n}`,
      `static class Both${n} implements L${n}, R${n} {\npublic String m() {\nreturn R${n}.super.m() + L${n}.super.m();\n}\n}`,
      `static String apply${n}(Namer${n} namer, String... all) {\nString out = "";\nfor (String s : all) out += namer.name(s);\nreturn out;\n}`,
    ],
    statements: [
      ...sample(
        w.random,
        [
          `Namer${n}.prefix("a").then(Namer${n}.prefix("b")).name("x")`,
          `Namer${n}.prefix("t").twice("y")`,
          `new Both${n}().m()`,
          `apply${n}(s -> s.toUpperCase(), "a", "b")`,
          `apply${n}(String::trim, " c ", "d")`,
          `apply${n}(new Namer${n}() {\nprivate int calls = 0;\n@Override\npublic String name(String base) {\nreturn base + ++calls;\n}\n}, "p", "q")`,
          `((Namer${n}) s -> s + s.length()).then(s -> "<".replace('<', 'l') + s).name("abc")`,
          `new L${n}() {\n}.m()`,
        ],
        4,
      ).map((use) => named(w, use)),
    ],
  };
};

const lambdas: PieceMaker = (w) => {
  const n = w.id;
  const lines = [
    `List<Supplier<String>> later = new ArrayList<>();\nfor (int i = 0; i < 3; i++) {\nint copy = i * 2;\nlater.add(() -> "s" + copy);\n}\nfor (Supplier<String> s : later) {\n${named(w, 's.get()')}\n}`,
    `int[] box = {1};\nRunnable twice = () -> box[0] *= 2;\ntwice.run();\ntwice.run();\n${named(w, 'box[0]')}`,
    `Function<Integer, Integer> inc = x -> x + 1;\nFunction<Integer, Integer> dbl = x -> x * 2;\n${named(w, 'inc.andThen(dbl).apply(5) + "." + inc.compose(dbl).apply(5)')}`,
    `BiFunction<String, Integer, String> rep = String::repeat;\n${named(w, 'rep.apply("ab", 3)')}`,
    `Predicate<String> isLong = s -> s.length() > 4;\nif (isLong.negate().or(s -> s.startsWith("o")).test("${word(w)}")) {\n${unnamed(w)}\n}\n${named(w, 'isLong.and(s -> s.endsWith("s")).test("orders")')}`,
    `Supplier<List<String>> make = ArrayList::new;\nList<String> one = make.get();\none.add("x");\n${named(w, 'one.size() + "." + make.get().size()')}`,
    `UnaryOperator<String> up = String::toUpperCase;\n${named(w, 'up.andThen(s -> s + "1").apply("q")')}`,
    `Map<String, Function<Integer, String>> table = new LinkedHashMap<>();\ntable.put("neg", i -> "n" + -i);\ntable.put("hex", Integer::toHexString);\ntable.forEach((k, f) -> {\n${named(w, 'k + f.apply(26)')}\n});`,
    `Function<Integer, Function<Integer, Integer>> add = a -> b -> a + b;\n${named(w, 'add.apply(3).apply(4)')}`,
    `StringBuilder log = new StringBuilder();\nConsumer<String> first = log::append;\nfirst.andThen(s -> log.append('.').append(s.length())).accept("abc");\n${named(w, 'log')}`,
    `BinaryOperator<Integer> max = BinaryOperator.maxBy(Comparator.naturalOrder());\n${named(w, 'max.apply(3, 9)')}`,
    `IntBinaryOperator op = Math::max;\nIntUnaryOperator sq = i -> i * i;\n${named(w, 'sq.applyAsInt(op.applyAsInt(3, 4))')}`,
    `Supplier<Supplier<String>> nested = () -> () -> "deep";\n${named(w, 'nested.get().get()')}`,
    `Function<Object, String> f${n} = Object::toString;\n${named(w, `f${n}.apply(12) + Function.<String>identity().apply("i")`)}`,
  ];
  return { members: [], statements: sample(w.random, lines, 3).map((code) => `{\n${code}\n}`) };
};

const inner: PieceMaker = (w) => {
  const n = w.id;
  return {
    members: [
      `static class Outer${n} {\nprivate int x = ${between(w.random, 1, 9)};\nprivate static int shared = 100;\nclass Inner {\nint x = 2;\nString show(int x) {\nreturn x + "." + this.x + "." + Outer${n}.this.x + "." + shared++;\n}\nvoid bump() {\nOuter${n}.this.x++;\n}\n}\nstatic class Nested {\nString show() {\nreturn "nested" + shared;\n}\n}\nString go() {\nInner inner = new Inner();\ninner.bump();\nreturn inner.show(1);\n}\n}`,
    ],
    statements: [
      `Outer${n} outer = new Outer${n}();`,
      named(w, 'outer.go()'),
      `Outer${n}.Inner in = outer.new Inner();`,
      named(w, 'in.show(7)'),
      named(w, `new Outer${n}.Nested().show()`),
      `String captured = "${word(w)}";\nclass Local {\nfinal int size;\nLocal(int size) {\nthis.size = size;\n}\nString text() {\nreturn captured + size;\n}\n}`,
      named(w, `new Local(${between(w.random, 1, 5)}).text()`),
      `record Pair(String left, int right) {\nPair {\nif (right < 0) right = 0;\n}\nPair(String both) {\nthis(both, both.length());\n}\nString text() {\nreturn left + right;\n}\nstatic Pair of(int n) {\nreturn new Pair("n", n);\n}\n}`,
      named(
        w,
        pick(w.random, [
          'new Pair("abc").text()',
          'Pair.of(-4).right()',
          'new Pair("a", 1).equals(Pair.of(1))',
          'new Pair("n", 1).equals(Pair.of(1))',
          'new Pair("q").hashCode() == new Pair("q", 1).hashCode()',
          'new HashSet<>(List.of(new Pair("a"), new Pair("b"))).contains(new Pair("b", 1))',
        ]),
      ),
      `var anonymous = new Object() {\nint hits = 0;\nint hit() {\nreturn ++hits;\n}\n};\nanonymous.hit();`,
      named(w, 'anonymous.hit() + anonymous.hits'),
    ],
  };
};

const enumsWithBodies: PieceMaker = (w) => {
  const n = w.id;
  return {
    members: [
      `enum Op${n} {\nADD("plus") {\nint apply(int a, int b) {\nreturn a + b;\n}\n},\nMUL("x") {\nint apply(int a, int b) {\nreturn a * b;\n}\n@Override\nboolean strong() {\nreturn true;\n}\n};\n\nprivate static final Map<String, Op${n}> BY = new HashMap<>();\nstatic {\nfor (Op${n} op : values()) BY.put(op.symbol, op);\n}\nprivate final String symbol;\nOp${n}(String symbol) {\nthis.symbol = symbol;\n}\nabstract int apply(int a, int b);\nboolean strong() {\nreturn false;\n}\nstatic Op${n} of(String symbol) {\nreturn BY.getOrDefault(symbol, ADD);\n}\n}`,
      `enum State${n} {\nNEW, RUNNING, DONE;\nState${n} next() {\nreturn values()[(ordinal() + 1) % values().length];\n}\n}`,
    ],
    statements: [
      `for (Op${n} op : Op${n}.values()) {\n${named(w, `op + "-" + op.apply(${between(w.random, 2, 9)}, 4) + op.strong()`)}\n}`,
      named(
        w,
        pick(w.random, [
          `Op${n}.of("x").apply(3, 3)`,
          `Op${n}.of("?").name()`,
          `Op${n}.MUL.getDeclaringClass().getSimpleName()`,
          `Op${n}.ADD.compareTo(Op${n}.MUL)`,
          `Op${n}.valueOf("ADD").symbol`,
        ]),
      ),
      `State${n} state = State${n}.NEW;\nfor (int i = 0; i < ${between(w.random, 1, 5)}; i++) state = state.next();`,
      named(w, 'state'),
      decided(w, `state == State${n}.DONE`),
      `if (state.equals(State${n}.RUNNING)) {\n${unnamed(w)}\n}`,
    ],
  };
};

const generics: PieceMaker = (w) => {
  const n = w.id;
  return {
    members: [
      `static class Box${n}<T extends Comparable<T>> implements Comparable<Box${n}<T>>, Iterable<T> {\nprivate final List<T> items = new ArrayList<>();\n@SafeVarargs\nBox${n}(T... all) {\nfor (T t : all) items.add(t);\n}\nT max() {\nT best = items.get(0);\nfor (T t : items) if (t.compareTo(best) > 0) best = t;\nreturn best;\n}\n<R> List<R> map(Function<? super T, ? extends R> f) {\nList<R> out = new ArrayList<>();\nfor (T t : this) out.add(f.apply(t));\nreturn out;\n}\n@Override\npublic int compareTo(Box${n}<T> other) {\nreturn max().compareTo(other.max());\n}\n@Override\npublic Iterator<T> iterator() {\nreturn items.iterator();\n}\n}`,
      `static class Node${n} {\nfinal int value;\nNode${n} left, right;\nNode${n}(int value) {\nthis.value = value;\n}\nNode${n} insert(int v) {\nif (v < value) {\nleft = left == null ? new Node${n}(v) : left.insert(v);\n} else {\nif (right == null) right = new Node${n}(v);\nelse right.insert(v);\n}\nreturn this;\n}\nvoid visit(Consumer<Integer> each) {\nif (left != null) left.visit(each);\neach.accept(value);\nif (right != null) right.visit(each);\n}\nint depth() {\nreturn 1 + Math.max(left == null ? 0 : left.depth(), right == null ? 0 : right.depth());\n}\n}`,
    ],
    statements: [
      `Box${n}<String> words = new Box${n}<>(${quoted(someWords(w, 2, 4))});`,
      named(w, 'words.max()'),
      named(
        w,
        pick(w.random, [
          'words.map(String::length).toString().replaceAll("\\\\W+", "_")',
          `new Box${n}<>(3, 9, 4).max()`,
          `words.compareTo(new Box${n}<>("m")) > 0`,
          'String.join("-", words.map(s -> s + 1))',
        ]),
      ),
      `for (String each : words) {\n${named(w, 'each')}\n}`,
      `Node${n} root = new Node${n}(5).insert(3).insert(8).insert(${between(w.random, 0, 9)}).insert(7);`,
      `StringBuilder walk = new StringBuilder();\nroot.visit(v -> walk.append(v).append('-'));`,
      named(w, 'walk + "" + root.depth()'),
    ],
  };
};

const mutable: PieceMaker = (w) => {
  const n = w.id;
  return {
    members: [
      `static class Account${n} {\nprivate int balance;\nprivate final List<String> history = new ArrayList<>();\nAccount${n} deposit(int amount) {\nbalance += amount;\nhistory.add("d" + amount);\nreturn this;\n}\nboolean withdraw(int amount) {\nif (amount > balance) {\nhistory.add("no");\nreturn false;\n}\nbalance -= amount;\nhistory.add("w" + amount);\nreturn true;\n}\nList<String> history() {\nreturn ${pick(w.random, ['history', 'new ArrayList<>(history)', 'Collections.unmodifiableList(history)', 'List.copyOf(history)'])};\n}\n}`,
      `static void change${n}(int x, int[] y, StringBuilder z, String s, List<String> l, Account${n} a) {\nx++;\ny[0]++;\nz.append("z");\ns += "s";\nl.add("l");\nl = new ArrayList<>();\nl.add("lost");\na.deposit(5);\na = new Account${n}();\na.deposit(1000);\n}`,
    ],
    statements: [
      `int x = 1;\nint[] y = {1};\nStringBuilder z = new StringBuilder("z");\nString s = "s";\nList<String> l = new ArrayList<>();\nAccount${n} a = new Account${n}().deposit(${between(w.random, 10, 50)}).deposit(1);`,
      `change${n}(x, y, z, s, l, a);`,
      named(w, 'x + "" + y[0] + z + s + l.size() + a.balance'),
      `List<String> before = a.history();\nboolean ok = a.withdraw(${between(w.random, 5, 60)});`,
      named(w, 'before.size() + "." + ok + a.balance'),
      `for (String entry : a.history()) {\n${named(w, 'entry')}\n}`,
      decided(w, 'ok'),
    ],
  };
};

const otherFile: PieceMaker = (w) => {
  const n = w.id;
  const name = `PROGRAMTools${n}`;
  return {
    files: {
      [name]: `final class ${name} {\nstatic final String PREFIX = "${word(w)}";\nstatic int uses = ${between(w.random, 0, 5)};\nenum Mode {\nFAST, SAFE\n}\nprivate ${name}() {\n}\nstatic String name(Mode mode, int i) {\nuses++;\nreturn PREFIX + "." + mode.name().toLowerCase() + i;\n}\nstatic String name(Mode mode) {\nreturn name(mode, mode.ordinal() * 10);\n}\ninterface Step {\nint go(int x);\ndefault Step twice() {\nreturn x -> go(go(x));\n}\n}\n}`,
    },
    members: [],
    statements: [
      `${pick(w.random, ['', `${name}.uses = 40;\n`])}for (${name}.Mode mode : ${name}.Mode.values()) {\n${named(w, `${name}.name(mode)`)}\n}`,
      named(w, `${name}.uses`),
      `${name}.Step step = x -> x * 3 - 1;`,
      named(w, `step.twice().go(${between(w.random, 1, 5)})`),
    ],
  };
};

const patterns: PieceMaker = (w) => {
  const n = w.id;
  return {
    members: [
      `sealed interface Event${n} permits Click${n}, Order${n}, Ping${n} {\n}`,
      `record Click${n}(String page) implements Event${n} {\n}`,
      `record Order${n}(String id, int amount) implements Event${n} {\n}`,
      `enum Ping${n} implements Event${n} {\nP\n}`,
      `static String kind${n}(Object o) {\nif (o instanceof Order${n} order && order.amount() > 10) {\nreturn "big." + order.id();\n}\nif (!(o instanceof Event${n} e)) {\nreturn "none." + o;\n}\nif (e instanceof Click${n} click) return "click." + click.page();\nreturn e.getClass().isEnum() ? "enum" : "order";\n}`,
    ],
    statements: [
      `for (Object o : new Object[] {new Order${n}("o1", ${between(w.random, 5, 15)}), new Click${n}("home"), Ping${n}.P, 42, "text"}) {\n${named(w, `kind${n}(o)`)}\n}`,
      `Object value = ${pick(w.random, ['7', '"seven"', '7L', "'7'", '7.0'])};\nString shown;\nif (value instanceof Integer i) {\nshown = "int" + (i + 1);\n} else if (value instanceof String s && !s.isEmpty()) {\nshown = "str" + s.length();\n} else if (value instanceof Number number) {\nshown = "num" + number.intValue();\n} else {\nshown = "other" + value;\n}`,
      named(w, 'shown'),
      named(w, `new Order${n}("a", 1).equals(new Order${n}("a", 1)) + "" + new Order${n}("k", 3).toString().length()`),
    ],
  };
};

export const classPieces: Readonly<Record<string, PieceMaker>> = {
  inheritance,
  initialisers,
  statics,
  overloads,
  hiding,
  interfaces,
  lambdas,
  inner,
  opEnums: enumsWithBodies,
  generics,
  mutable,
  otherFile,
  patterns,
};
