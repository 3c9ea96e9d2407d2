/** Texts: StringBuilder, the methods of String, formats, regular expressions. */
import { decided, named, quoted, repeated, someWords, word, type PieceMaker, type Writer } from '../piece.js';
import { between, pick, sample, times } from '../random.js';

const alphabet = 'abcdefghxyzABX0123456789-_.';

function letters(w: Writer, least: number, most: number): string {
  return times(between(w.random, least, most), () => alphabet.charAt(between(w.random, 0, alphabet.length - 1))).join('');
}

/** One change that is legal whatever the builder holds. */
function builderChange(w: Writer): string {
  const part = pick(w.random, [
    `"${letters(w, 1, 4)}"`,
    `'${letters(w, 1, 1)}'`,
    String(between(w.random, 0, 99)),
    'true',
    '1.5',
    "(char) ('a' + sb.length())",
    'sb.length()',
    '7L',
  ]);
  return pick(w.random, [
    `sb.append(${part});`,
    `sb.append(${part}).append('-');`,
    `sb.insert(0, ${part});`,
    `sb.insert(sb.length() / 2, ${part});`,
    'sb.reverse();',
    'if (sb.length() > 3) {\nsb.setLength(sb.length() - 1);\n}',
    'if (sb.length() > 2) {\nsb.deleteCharAt(1);\n}',
    'sb.delete(0, Math.min(2, sb.length()));',
    `sb.replace(0, Math.min(3, sb.length()), "${letters(w, 1, 3)}");`,
    `if (sb.length() > 0) {\nsb.setCharAt(sb.length() - 1, '${letters(w, 1, 1)}');\n}`,
    `int at${++w.names} = sb.indexOf("${letters(w, 1, 1)}");\nif (at${w.names} >= 0) {\nsb.deleteCharAt(at${w.names});\n}`,
    `sb.append("${letters(w, 3, 5)}", 1, 3);`,
    `sb.append(sb.charAt(sb.length() - 1));`.replace('sb.charAt(sb.length() - 1)', "sb.length() > 0 ? sb.charAt(sb.length() - 1) : 'e'"),
    `sb.append(new char[] {'p', 'q'});`,
    `sb.append((Object) null);`,
  ]);
}

const builders: PieceMaker = (w) => ({
  members: [],
  statements: [
    pick(w.random, [
      `StringBuilder sb = new StringBuilder("${letters(w, 2, 6)}");`,
      'StringBuilder sb = new StringBuilder();',
      `StringBuffer sb = new StringBuffer("${letters(w, 2, 6)}");`,
      'StringBuilder sb = new StringBuilder(16);',
    ]),
    ...times(between(w.random, 2, 6), () => builderChange(w)),
    named(w, pick(w.random, ['sb', 'sb.toString()', 'sb + ""', 'sb.length() > 4 ? sb.substring(1, 4) : sb.toString()'])),
    named(
      w,
      pick(w.random, [
        'sb.length()',
        'sb.indexOf("a")',
        'sb.lastIndexOf("a")',
        'sb.toString().hashCode()',
        'sb.toString().equals("abc")',
        'sb.length() == 0',
        'sb.isEmpty()',
      ]),
    ),
    repeated(w, 'sb.length()'),
  ],
});

const joined: PieceMaker = (w) => {
  const list = quoted(someWords(w, 2, 4));
  const ways = [
    `StringBuilder sb = new StringBuilder();\nfor (String s : parts) {\nsb.append(s).append("-");\n}\nif (sb.length() > 0) {\nsb.setLength(sb.length() - 1);\n}\nString all = sb.toString();`,
    `StringBuilder sb = new StringBuilder();\nfor (String s : parts) {\nif (sb.length() > 0) {\nsb.append('.');\n}\nsb.append(s);\n}\nString all = sb.toString();`,
    `String all = "";\nfor (int i = 0; i < parts.length; i++) {\nall += (i == 0 ? "" : "_") + parts[i];\n}`,
    `String all = String.join("-", parts);`,
    `StringBuilder sb = new StringBuilder();\nString separator = "";\nfor (String s : parts) {\nsb.append(separator).append(s);\nseparator = "-";\n}\nString all = sb.toString();`,
    `StringBuilder sb = new StringBuilder();\nfor (int i = parts.length - 1; i >= 0; i--) {\nsb.append(parts[i].charAt(0));\n}\nString all = sb.reverse().toString();`,
    `StringJoiner joiner = new StringJoiner("-", "b.", ".e");\nfor (String s : parts) {\njoiner.add(s);\n}\nString all = joiner.toString();`,
    `StringBuilder sb = new StringBuilder();\nfor (String s : parts) {\nsb.append(s, 0, 1).append(s.length());\n}\nsb.deleteCharAt(sb.length() - 1);\nString all = sb.toString();`,
    `String all = Arrays.stream(parts).map(s -> s.substring(0, 1).toUpperCase() + s.substring(1)).collect(Collectors.joining());`,
    `StringBuilder sb = new StringBuilder();\nArrays.asList(parts).forEach(s -> sb.insert(0, s.substring(s.length() - 1)));\nString all = sb.toString();`,
  ];
  return {
    members: [],
    statements: [
      `String[] parts = {${list}};`,
      pick(w.random, ways),
      named(w, 'all'),
      named(w, 'all.length()'),
      decided(w, `all.${pick(w.random, ['startsWith("o")', 'endsWith("s")', 'contains("a")', 'isEmpty()', 'equals("eu-us")'])}`),
    ],
  };
};

const methods = [
  's.substring(2)',
  's.substring(1, 3)',
  "s.indexOf('e')",
  's.indexOf("r", 3)',
  "s.lastIndexOf('s')",
  's.lastIndexOf("e", 2)',
  's.charAt(1)',
  's.charAt(0) + s.charAt(1)',
  's.length()',
  's.toUpperCase()',
  's.toLowerCase()',
  "s.replace('e', 'o')",
  's.replace("er", "")',
  's.replaceAll("[aeiou]", "")',
  's.replaceAll("(\\\\w)(\\\\w)", "$2$1")',
  's.replaceFirst("[a-z]", "_")',
  's.concat("-v")',
  's.repeat(2)',
  's.contains("er")',
  's.startsWith("ord")',
  's.endsWith("s")',
  's.isEmpty()',
  's.isBlank()',
  's.compareTo("payments")',
  's.compareTo("ordered")',
  's.compareToIgnoreCase("ORDERS")',
  's.equalsIgnoreCase("Orders")',
  's.equals("or" + "ders")',
  's.hashCode()',
  's.chars().sum()',
  "s.chars().filter(ch -> ch == 'e').count()",
  's.chars().distinct().count()',
  's.toCharArray().length',
  'String.valueOf(s.toCharArray(), 1, 2)',
  's.split("e").length',
  's.split("e")[0]',
  's.split("")[1]',
  's.split("r", 2)[1]',
  's.matches("[a-z]+")',
  's.regionMatches(0, "xor", 1, 2)',
  's.startsWith("er", 3)',
  's.codePointAt(0)',
  'String.valueOf((Object) null)',
  's.strip().length()',
  '("  " + s + " ").trim()',
  '(" " + s).strip()',
  '(s + "  ").stripTrailing()',
  '("\\t" + s).stripLeading()',
  's.intern()',
  's.subSequence(0, 3)',
  's.indent(0).length()',
  's.lines().count()',
  's.describeConstable().isPresent()',
  'new StringBuilder(s).reverse()',
  "String.copyValueOf(new char[] {'h', 'i'})",
  's.toUpperCase(Locale.ROOT)',
  's.contentEquals("orders")',
  'String.join("-", s, "x")',
  's.formatted()',
  '(s + "%d").formatted(5)',
  's.chars().mapToObj(ch -> String.valueOf((char) (ch - 1))).collect(Collectors.joining())',
  's.chars().max().getAsInt()',
  's.replace("", "-")',
  's.indexOf("")',
  's.indexOf("zz")',
  's.substring(s.length())',
  "s.indexOf('d') > 0 ? s.substring(s.indexOf('d')) : s",
  's.replaceAll("^.", "X")',
  's.replaceAll("\\\\d*", ".")',
  's.replaceAll("s$", "")',
  's.transform(t -> t + "!").length()',
];

const stringMethods: PieceMaker = (w) => ({
  members: [],
  statements: [
    `String s = "${pick(w.random, ['orders', 'ordering', 'Perusers', 'sellerEvents'])}";`,
    ...sample(w.random, methods, between(w.random, 4, 6)).map((use) => named(w, use)),
    decided(
      w,
      pick(w.random, ['s.compareTo("p") < 0', 's.indexOf("-") > 0', 's.length() > 6', 's.hashCode() % 2 == 0', "s.charAt(2) == 'd'"]),
    ),
  ],
});

const identity: PieceMaker = (w) => {
  const uses = [
    '(s == t)',
    '(s == u)',
    's.equals(u)',
    '(s == u.intern())',
    '(s == "or" + "ders")',
    '(s == half + "ders")',
    '(s == HALF + "ders")',
    '(new String("a") == "a")',
    '"a".equals(new String("a"))',
    '(s != u)',
    'Objects.equals(s, u)',
    '(s.substring(0) == s)',
    '(String.valueOf(s) == s)',
    '(s + "" == s)',
    '(s.toString() == s)',
  ];
  return {
    members: [],
    statements: [
      'final String HALF = "or";\nString half = "or";\nString s = "orders";\nString t = "orders";\nString u = new String("orders");',
      ...sample(
        w.random,
        uses.filter((use) => !use.includes('HALF')),
        3,
      ).map((use) => named(w, use)),
      decided(w, pick(w.random, ['s == t', 's == u', 's == HALF + "ders"', 's == half + "ders"'])),
    ],
  };
};

const formats: PieceMaker = (w) => {
  const n = between(w.random, 1, 2000);
  const uses = [
    `String.format("%03d", ${n})`,
    `String.format("%d", -${n})`,
    `String.format("%x", ${n})`,
    `String.format("%04X", ${n})`,
    `String.format("%s-%s", "a", ${n})`,
    `String.format("%-6s.", "ab").replace(' ', '_')`,
    `String.format("%6s", "ab").replace(" ", "0")`,
    `String.format("%.2f", ${n} / 7.0)`,
    `String.format("%5.1f", 2.25).trim()`,
    'String.format("%b", true)',
    'String.format("%c", \'q\')',
    'String.format("%s", (Object) null)',
    `String.format("%2$s.%1$s", "a", "b")`,
    'String.format("%s", 1.0f)',
    'String.format("%.3s", "abcdef")',
    `String.format("%o", ${n})`,
    'String.format("%5d", 42).replace(" ", "_")',
    'String.format("%-5d", 42).replace(" ", "_")',
    `String.format("v%d.%d", ${n} % 10, ${n} / 10)`,
    `"%s_%02d".formatted("x", ${n % 60})`,
    'String.format("%S", "shout")',
    `String.format("%h", "hi")`,
    'String.format("%e", 12345.678).replace("+", "")',
    'String.format("%x", -1)',
    'String.format("%s", new StringBuilder("sb"))',
    'String.format("%s", List.of(1)).length()',
    'String.format("%05d", -42)',
    'String.format("%.0f", 2.5)',
    'String.format("%.0f", 0.5)',
    'String.format("%.1f", 0.25)',
    'String.format("%08.3f", 3.14159)',
    'String.format("%b", "x")',
    'String.format(Locale.ROOT, "%d", 1234567)',
  ];
  return { members: [], statements: sample(w.random, uses, between(w.random, 3, 5)).map((use) => named(w, use)) };
};

const splits: PieceMaker = (w) => {
  const [text, by] = pick(w.random, [
    ['a,b,,c,,', ','],
    ['a:b:c', ':'],
    ['one  two three', ' +'],
    ['a.b.c', '\\\\.'],
    ['k1=v1;k2=v2', '[=;]'],
    ['x1y22z', '\\\\d+'],
    ['-a-b', '-'],
    ['camelCaseName', '(?=[A-Z])'],
    ['a|b|c', '\\\\|'],
    ['  lead and trail ', ' '],
    ['abc', ''],
    ['', ','],
    ['eu,us , asia', '\\\\s*,\\\\s*'],
  ] as const);
  const limit = pick(w.random, ['', '', ', -1', ', 2', ', 0']);
  return {
    members: [],
    statements: [
      `String[] parts = "${text}".split("${by}"${limit});`,
      named(w, 'parts.length'),
      pick(w.random, [
        `for (int i = 0; i < parts.length; i++) {\n${named(w, 'i + "." + parts[i].length()')}\n}`,
        `int k = 0;\nfor (String part : parts) {\nif (part.isBlank()) {\ncontinue;\n}\n${named(w, 'k++ + "-" + part.replaceAll("[^a-zA-Z0-9]", "_")')}\n}`,
        named(w, 'String.join("-", parts).replaceAll("[^a-zA-Z0-9-]", "_")'),
      ]),
      repeated(w, 'parts.length'),
    ],
  };
};

const regexes: PieceMaker = (w) => {
  const uses = [
    `"orders2024-eu7".replaceAll("[0-9]+", "N")`,
    `"userOrderItem".replaceAll("([A-Z])", "-$1").toLowerCase()`,
    `"a  b   c".replaceAll("\\\\s+", "-")`,
    `"Hello World".replaceAll("[^A-Za-z]", "")`,
    `"aaa".replaceAll("a{2}", "b")`,
    `"a.b.c".replace(".", "-")`,
    `"a.b.c".replaceAll("\\\\.", "_")`,
    `"v1.2.3".matches("v\\\\d+(\\\\.\\\\d+)*")`,
    `"foo_bar".replaceFirst("_(.)", "-$1$1")`,
    `"x-y-z".replaceAll("-(?=z)", ".")`,
    `"abcabc".replaceAll("(?<first>a)b", "\${first}_")`,
    `Pattern.compile("\\\\d+").matcher("a12b345").replaceAll("n")`,
    `Pattern.matches("[a-z]{3}", "abc")`,
    `Pattern.compile("-").split("a-b-c").length`,
    `"ÄÖ".replaceAll("[^\\\\x00-\\\\x7F]", "u")`,
    `"tEsT".replaceAll("(?i)t", "0")`,
    `"aXbX".replaceAll("X$", "")`,
    `"a\\tb".replaceAll("\\\\W", "_")`,
    `"cat".replaceAll(".*", "x")`,
    `"cat".replaceAll(".+?", "x")`,
    `"price-9".replaceAll("\\\\D", "")`,
  ];
  return {
    members: [],
    statements: [
      ...sample(w.random, uses, 3).map((use) => named(w, use)),
      pick(w.random, [
        `Matcher m = Pattern.compile("([a-z]+)(\\\\d+)").matcher("ab12cd3");\nwhile (m.find()) {\n${named(w, 'm.group(1) + "." + m.group(2) + "." + m.start()')}\n}`,
        `Matcher m = Pattern.compile("(\\\\w+)-(\\\\w+)").matcher("orders-eu");\nif (m.matches()) {\n${named(w, 'm.group(2) + m.group(1)')}\n} else {\n${named(w, 'm.matches()')}\n}`,
        decided(w, `Pattern.compile("[aeiou]{2}").matcher("${word(w)}").find()`),
      ]),
    ],
  };
};

const loopsOverText: PieceMaker = (w) => {
  const n = w.id;
  const [method, call] = pick(w.random, [
    [
      `static String f${n}(String s) {\nStringBuilder out = new StringBuilder();\nfor (char c : s.toCharArray()) {\nif (Character.isUpperCase(c)) {\nif (out.length() > 0) out.append('-');\nout.append(Character.toLowerCase(c));\n} else {\nout.append(c);\n}\n}\nreturn out.toString();\n}`,
      `f${n}("OrdersByUserID")`,
    ],
    [
      `static String f${n}(String s) {\nStringBuilder out = new StringBuilder();\nfor (int i = 0; i < s.length(); i++) {\nchar c = s.charAt(i);\nif (c >= 'a' && c <= 'z') {\nout.append((char) ((c - 'a' + ${between(w.random, 1, 25)}) % 26 + 'a'));\n} else {\nout.append(c);\n}\n}\nreturn out.toString();\n}`,
      `f${n}("caesar-cipher.v2")`,
    ],
    [
      `static String f${n}(String s) {\nStringBuilder out = new StringBuilder();\nint run = 1;\nfor (int i = 1; i <= s.length(); i++) {\nif (i < s.length() && s.charAt(i) == s.charAt(i - 1)) {\nrun++;\n} else {\nout.append(s.charAt(i - 1)).append(run);\nrun = 1;\n}\n}\nreturn out.toString();\n}`,
      `f${n}("aaabccd")`,
    ],
    [
      `static boolean f${n}(String s) {\nint i = 0, j = s.length() - 1;\nwhile (i < j) {\nif (s.charAt(i++) != s.charAt(j--)) {\nreturn false;\n}\n}\nreturn true;\n}`,
      `f${n}("${pick(w.random, ['racecar', 'orders', 'noon'])}")`,
    ],
    [
      `static String f${n}(String s) {\nif (s.isEmpty()) {\nreturn s;\n}\nreturn f${n}(s.substring(1)) + s.charAt(0);\n}`,
      `f${n}("reverse")`,
    ],
    [
      `static int f${n}(String s, String what) {\nint count = 0;\nint at = -1;\nwhile ((at = s.indexOf(what, at + 1)) != -1) {\ncount++;\n}\nreturn count;\n}`,
      `f${n}("banana-ananas", "an")`,
    ],
    [
      `static String f${n}(String s) {\nString out = "";\nfor (String part : s.split("_")) {\nout += Character.toUpperCase(part.charAt(0)) + part.substring(1).toLowerCase();\n}\nreturn out;\n}`,
      `f${n}("ORDERS_by_USER")`,
    ],
    [
      `static String f${n}(int n) {\nString out = "";\ndo {\nout = (char) ('A' + n % 26) + out;\nn = n / 26 - 1;\n} while (n >= 0);\nreturn out;\n}`,
      `f${n}(${between(w.random, 3, 900)})`,
    ],
    [
      `static String f${n}(String s) {\nchar[] cs = s.toCharArray();\nfor (int i = 0, j = cs.length - 1; i < j; i++, j--) {\nchar t = cs[i];\ncs[i] = cs[j];\ncs[j] = t;\n}\nreturn new String(cs);\n}`,
      `f${n}("orders")`,
    ],
    [
      `static String f${n}(String s) {\nint[] counts = new int[26];\nfor (char c : s.toCharArray()) {\ncounts[c - 'a']++;\n}\nStringBuilder out = new StringBuilder();\nfor (int i = 0; i < 26; i++) {\nif (counts[i] > 0) out.append((char) (i + 'a')).append(counts[i]);\n}\nreturn out.toString();\n}`,
      `f${n}("mississippi")`,
    ],
    [
      `static String f${n}(int n) {\nString[] tokens = {"x", "ix", "v", "iv", "i"};\nint[] values = {10, 9, 5, 4, 1};\nStringBuilder out = new StringBuilder();\nfor (int i = 0; i < values.length; i++) {\nwhile (n >= values[i]) {\nn -= values[i];\nout.append(tokens[i]);\n}\n}\nreturn out.toString();\n}`,
      `f${n}(${between(w.random, 3, 39)})`,
    ],
    [`static String f${n}(String s) {\nchar[] cs = s.toCharArray();\nArrays.sort(cs);\nreturn String.valueOf(cs);\n}`, `f${n}("stream")`],
  ] as const);
  return { members: [method], statements: [`var text = ${call};`, named(w, 'text'), named(w, `("" + text).length()`)] };
};

const blocks: PieceMaker = (w) => {
  const [a, b] = someWords(w, 2, 2);
  return {
    members: [],
    statements: [
      `String block = """\n${a}\n  ${b}\\tx\n${pick(w.random, ['last\\\n-one', 'end  ', 'quote\\"s', '\\s s'])}\n${pick(w.random, ['"""', '  """'])};`,
      named(w, 'block.length()'),
      pick(w.random, [
        `int line = 0;\nfor (String l : block.split("\\n")) {\n${named(w, 'line++ + "." + l.strip().replaceAll("[^a-z-]", "_")')}\n}`,
        named(w, 'block.lines().map(String::strip).map(l -> l.replaceAll("[^a-z]", "")).collect(Collectors.joining("-"))'),
        named(w, 'block.lines().count()'),
      ]),
    ],
  };
};

const conversions: PieceMaker = (w) => {
  const n = w.id;
  const uses = [
    '"" + 1.0f',
    'String.valueOf(10)',
    'String.valueOf(1.0)',
    'String.valueOf(true)',
    "String.valueOf('c')",
    'String.valueOf(100L)',
    'Objects.toString(null)',
    'Objects.toString(null, "none")',
    'Objects.toString(5)',
    `new T${n}()`,
    `new U${n}(3, "x").toString().replaceAll("[^A-Za-z0-9]", ".")`,
    '"" + E' + n + '.RED',
    `E${n}.GREEN.toString()`,
    'String.valueOf((Object) 1.5)',
    'Boolean.toString(false)',
    'Long.toString(5L)',
    'Integer.toString(-0)',
    '"" + -0.0',
    '"" + (short) 70000',
    '"" + (byte) -129',
    '"" + (1 > 2)',
    "String.valueOf(new char[] {'o', 'k'})",
    `Optional.of("v").get()`,
    'List.of(1, 2).toString().replaceAll("\\\\W+", "_")',
    'Map.of("k", 1).toString().replaceAll("\\\\W+", "_")',
    'Arrays.toString(new int[] {1, 2}).replaceAll("[^0-9]", "")',
    `E${n}.valueOf("RED").name()`,
    `E${n}.GREEN.ordinal()`,
    `new ArrayList<>(List.of("a", "b")).toString().length()`,
    'new int[0].length',
    'Optional.empty().toString().length()',
    '(Object) \'x\' + "y"',
    'Arrays.asList("q", null).toString().length()',
  ];
  return {
    members: [
      `enum E${n} {\nRED, GREEN {\n@Override\npublic String toString() {\nreturn "g";\n}\n}\n}`,
      `static class T${n} {\n@Override\npublic String toString() {\nreturn "t" + 1;\n}\n}`,
      `record U${n}(int size, String label) {}`,
    ],
    statements: sample(w.random, uses, 4).map((use) => named(w, use)),
  };
};

export const textPieces: Readonly<Record<string, PieceMaker>> = {
  builders,
  joined,
  stringMethods,
  identity,
  formats,
  splits,
  regexes,
  loopsOverText,
  blocks,
  conversions,
};
