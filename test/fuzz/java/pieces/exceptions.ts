/** Exceptions: who throws them, which handler takes them, what `finally` and resources do. */
import { decided, named, pickedOrNot, unnamed, word, type PieceMaker } from '../piece.js';
import { between, chance, pick, sample, shuffled, times } from '../random.js';

/** An expression that throws what is said, or does not. */
const throwers: readonly (readonly [string, string | undefined])[] = [
  ['Integer.parseInt("12x")', 'NumberFormatException'],
  ['Integer.parseInt("")', 'NumberFormatException'],
  ['Integer.parseInt("12")', undefined],
  ['Integer.parseInt("2147483648")', 'NumberFormatException'],
  ['Long.parseLong("1L")', 'NumberFormatException'],
  ['Integer.valueOf(" 5")', 'NumberFormatException'],
  ['7 / zero', 'ArithmeticException'],
  ['7 % zero', 'ArithmeticException'],
  ['7.0 / zero', undefined],
  ['(Integer) (Object) "text"', 'ClassCastException'],
  ['new int[2][1].length', undefined],
  ['new int[2][zero + 2].length + new int[] {1}[3]', 'ArrayIndexOutOfBoundsException'],
  ['"abc".charAt(5)', 'StringIndexOutOfBoundsException'],
  ['"abc".substring(2, 1)', 'StringIndexOutOfBoundsException'],
  ['"abc".substring(3)', undefined],
  ['new ArrayList<String>().get(0)', 'IndexOutOfBoundsException'],
  ['List.of("a").get(1)', 'IndexOutOfBoundsException'],
  ['nothing.length()', 'NullPointerException'],
  ['List.of("a").add("b")', 'UnsupportedOperationException'],
  ['Collections.unmodifiableList(new ArrayList<>(List.of("a"))).remove(0)', 'UnsupportedOperationException'],
  ['Arrays.asList("a", "b").remove(0)', 'UnsupportedOperationException'],
  ['Map.of("k", 1).put("k", 2)', 'UnsupportedOperationException'],
  ['new ArrayDeque<String>().pop()', 'NoSuchElementException'],
  ['new ArrayList<String>().iterator().next()', 'NoSuchElementException'],
  ['Optional.empty().get()', 'NoSuchElementException'],
  ['Kind.valueOf("NONE")', 'IllegalArgumentException'],
  ['Kind.valueOf("ONE")', undefined],
  ['new int[zero - 1].length', 'NegativeArraySizeException'],
  ['Objects.requireNonNull(nothing, "nothing-there")', 'NullPointerException'],
  ['Map.of("k", 1).get("none") + 1', 'NullPointerException'],
  ['List.of("a", nothing).size()', 'NullPointerException'],
  ['Stream.of("a", "a").collect(Collectors.toMap(s -> s, s -> 1)).size()', 'IllegalStateException'],
  ['Math.addExact(Integer.MAX_VALUE, 1)', 'ArithmeticException'],
  ['Math.toIntExact(1L << 40)', 'ArithmeticException'],
  ['Set.of("a", "a").size()', 'IllegalArgumentException'],
  ['new TreeSet<>(List.of(1)).first()', undefined],
  ['new TreeSet<String>().first()', 'NoSuchElementException'],
  ['"x".repeat(zero - 1)', 'IllegalArgumentException'],
  ['Double.parseDouble("1.5e")', 'NumberFormatException'],
  ['new PriorityQueue<Integer>().remove()', 'NoSuchElementException'],
  ['List.of(1).iterator().next()', undefined],
];

const handlers = [
  'NumberFormatException',
  'ArithmeticException',
  'ClassCastException',
  'IndexOutOfBoundsException',
  'NullPointerException',
  'UnsupportedOperationException',
  'IllegalArgumentException',
  'IllegalStateException',
];

const jdk: PieceMaker = (w) => {
  const [thrower] = pick(w.random, throwers);
  const several = sample(
    w.random,
    handlers.filter((name) => name !== 'IllegalArgumentException'),
    between(w.random, 1, 3),
  );
  const multi = chance(w.random, 0.3) && several.length > 1 ? [several.join(' | ')] : several;
  return {
    members: [`enum Kind${w.id} {\nONE, TWO\n}`],
    statements: [
      'int zero = 0;\nString nothing = null;\nString outcome = "none";',
      `try {\nObject value = ${thrower.replaceAll('Kind', `Kind${w.id}`)};\noutcome = "value." + value;\n${pickedOrNot(w, unnamed(w))}`,
      ...multi.map(
        (type) =>
          `} catch (${type} e) {\noutcome = ${pick(w.random, [`"${type.split(' ')[0]}"`, 'e.getClass().getSimpleName()', `"caught." + (e instanceof RuntimeException)`])};\n${pickedOrNot(w, unnamed(w))}`,
      ),
      `} catch (RuntimeException e) {\noutcome = "other." + ${pick(w.random, ['e.getClass().getSimpleName()', 'e.getClass().getName().length()', '(e instanceof IllegalArgumentException)'])};`,
      chance(w.random, 0.4) ? `} finally {\n${pick(w.random, ['outcome += ".f";', unnamed(w)])}\n}` : '}',
      named(w, 'outcome'),
      unnamed(w),
    ],
  };
};

const messages: PieceMaker = (w) => {
  const uses = [
    ['Integer.parseInt("x1")', 'e.getMessage().replaceAll("[^A-Za-z0-9]+", "_")'],
    ['7 / zero', 'e.getMessage().replaceAll("[^a-z]", "")'],
    ['List.of("a").add("b")', 'e.getMessage()'],
    ['Objects.requireNonNull(null, "what")', 'e.getMessage()'],
    ['new ArrayList<>(List.of(1)).get(3)', 'e.getMessage().replaceAll("[^A-Za-z0-9]+", "_")'],
    ['fail(3)', 'e.getMessage() + (e.getCause() == null)'],
    ['fail(30)', 'e.getMessage() + e.getCause().getMessage()'],
    ['Optional.empty().orElseThrow(() -> new IllegalStateException("empty"))', 'e.getMessage()'],
  ] as const;
  const [call, shown] = pick(w.random, uses);
  return {
    members: [
      `static int fail${w.id}(int n) {\nif (n > 20) {\nthrow new IllegalStateException("outer" + n, new IllegalArgumentException("inner"));\n}\nthrow new IllegalStateException("n" + n);\n}`,
    ],
    statements: [
      `int zero = 0;\ntry {\nObject value = ${call.replace('fail(', `fail${w.id}(`)};\n${named(w, 'value')}\n} catch (RuntimeException e) {\n${named(w, shown)}\n}`,
    ],
  };
};

const custom: PieceMaker = (w) => {
  const n = w.id;
  const checked = chance(w.random, 0.5);
  const order = shuffled(w.random, [0, 1, 2, 3]);
  return {
    members: [
      `static class Base${n} extends ${checked ? 'Exception' : 'RuntimeException'} {\nfinal int code;\nBase${n}(String message, int code) {\nsuper(message);\nthis.code = code;\n}\nString label() {\nreturn "base" + code;\n}\n}`,
      `static class Special${n} extends Base${n} {\nSpecial${n}(int code) {\nsuper("special-" + code, code * 2);\n}\n@Override\nString label() {\nreturn "special" + code;\n}\n}`,
      `static String check${n}(int n)${checked ? ` throws Base${n}` : ''} {\nif (n == ${order[0]}) throw new Special${n}(n);\nif (n == ${order[1]}) throw new Base${n}("plain" + n, n);\nif (n == ${order[2]}) throw new IllegalStateException("state" + n);\nreturn "fine" + n;\n}`,
    ],
    statements: [
      `for (int i = 0; i < 4; i++) {\nString name;\ntry {\nname = check${n}(i);\n} catch (Special${n} e) {\nname = e.label() + "." + e.getMessage();\n} catch (${pick(w.random, [`Base${n} e) {\nname = e.label() + e.code`, `Base${n} | IllegalStateException e) {\nname = "multi." + e.getMessage()`])};\n} catch (RuntimeException e) {\nname = "runtime." + e.getMessage();\n}\n${named(w, 'name')}\n${pickedOrNot(w, 'if (name.startsWith("fine")) continue;')}\n${unnamed(w)}\n}`,
    ],
  };
};

const finals: PieceMaker = (w) => {
  const n = w.id;
  const how = between(w.random, 0, 3);
  const methods = [
    `static String f${n}(int how) {\ntry {\nif (how == 1) throw new IllegalStateException();\nif (how == 2) return "early";\nreturn "end";\n} catch (IllegalStateException e) {\nreturn "caught";\n} finally {\nlog${n}.append("f");\n${pick(w.random, ['', 'if (how == 2) return "overridden";'])}\n}\n}`,
    `@SuppressWarnings("finally")\nstatic String f${n}(int how) {\ntry {\nif (how > 0) throw new RuntimeException("lost");\nlog${n}.append("t");\n} finally {\nreturn "final" + how;\n}\n}`,
    `static String f${n}(int how) {\nint x = how;\ntry {\nreturn "x" + x;\n} finally {\nx = 99;\nlog${n}.append(x);\n}\n}`,
    `static String f${n}(int how) {\nfor (int i = 0; ; i++) {\ntry {\nif (i == how) break;\nif (i % 2 == 0) continue;\nlog${n}.append("b");\n} finally {\nlog${n}.append(i);\n}\n}\nreturn "loop";\n}`,
    `static String f${n}(int how) {\ntry {\ntry {\nif (how % 2 == 0) throw new IllegalArgumentException("a");\nthrow new UnsupportedOperationException("b");\n} catch (IllegalArgumentException e) {\nlog${n}.append("i");\nthrow new IllegalStateException("wrapped", e);\n} finally {\nlog${n}.append("n");\n}\n} catch (IllegalStateException e) {\nreturn e.getMessage() + e.getCause().getMessage();\n} catch (RuntimeException e) {\nreturn "rest" + e.getMessage();\n}\n}`,
    `static String f${n}(int how) {\nStringBuilder s = new StringBuilder("s");\ntry {\nreturn s.append(how).toString();\n} finally {\ns.append("late");\nlog${n}.append(s.length());\n}\n}`,
  ];
  return {
    members: [`static final StringBuilder log${n} = new StringBuilder();`, pick(w.random, methods)],
    statements: [named(w, `f${n}(${how})`), named(w, `f${n}(${(how + 1) % 4})`), named(w, `log${n}`), decided(w, `log${n}.length() > 2`)],
  };
};

const resources: PieceMaker = (w) => {
  const n = w.id;
  return {
    members: [
      `static class Res${n} implements AutoCloseable {\nprivate final String name;\nprivate final StringBuilder log;\nRes${n}(String name, StringBuilder log) {\nthis.name = name;\nthis.log = log;\nlog.append("o").append(name);\n}\n@Override\npublic void close() {\nlog.append("c").append(name);\n${pick(w.random, ['', `if (name.equals("b")) throw new IllegalStateException("close");`])}\n}\n}`,
    ],
    statements: [
      'StringBuilder log = new StringBuilder();',
      `try (Res${n} a = new Res${n}("a", log); Res${n} b = new Res${n}("b", log)) {\nlog.append("body");\n${pick(w.random, ['', 'if (log.length() > 3) throw new IllegalArgumentException("in");', unnamed(w)])}\n} catch (IllegalArgumentException e) {\nlog.append("x").append(e.getSuppressed().length);\n} catch (RuntimeException e) {\nlog.append("r").append(e.getMessage());\n} finally {\nlog.append("end");\n}`,
      named(w, 'log'),
    ],
  };
};

const propagate: PieceMaker = (w) => {
  const n = w.id;
  const depth = between(w.random, 1, 4);
  return {
    members: [
      `static int deep${n}(int n) {\nif (n == 0) throw new IllegalStateException("bottom");\ntry {\nreturn deep${n}(n - 1) + 1;\n} catch (${pick(w.random, ['UnsupportedOperationException', 'IllegalStateException', 'IllegalArgumentException'])} e) {\n${pick(w.random, ['return 10 * n;', 'throw new IllegalArgumentException(e.getMessage() + n);', 'throw e;'])}\n}\n}`,
    ],
    statements: [
      `String got;\ntry {\ngot = "n" + deep${n}(${depth});\n} catch (IllegalArgumentException | IllegalStateException e) {\ngot = e.getClass().getSimpleName() + e.getMessage();\n}`,
      named(w, 'got'),
      `int done = 0;\ntry {\nfor (String s : new String[] {"1", "2", "${word(w)}", "4"}) {\ndone += Integer.parseInt(s);\n${unnamed(w)}\n}\n} catch (NumberFormatException e) {\ndone += 100;\n}`,
      named(w, 'done'),
    ],
  };
};

const building: PieceMaker = (w) => {
  const numbers = times(between(w.random, 3, 5), () => pick(w.random, ['"3"', '"x"', 'null', '"-1"', '"08"', '"1e3"', '"+4"', '""']));
  return {
    members: [
      `static int parse${w.id}(String s, int fallback) {\ntry {\nreturn Integer.parseInt(s);\n} catch (NumberFormatException e) {\nreturn fallback;\n}\n}`,
    ],
    statements: [
      `int at = 0;\nfor (String s : new String[] {${numbers.join(', ')}}) {\nint n = parse${w.id}(s, ${between(w.random, -5, 5)});\n${named(w, 'at++ + "." + n')}\nif (n < 0) {\n${unnamed(w)}\n}\n}`,
    ],
  };
};

export const exceptionPieces: Readonly<Record<string, PieceMaker>> = {
  jdkThrows: jdk,
  messages,
  custom,
  finals,
  resources,
  propagate,
  fallback: building,
};
