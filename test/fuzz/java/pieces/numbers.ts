/** Numbers as Java computes them: types, promotion, overflow, narrowing, and their texts. */
import { decided, named, repeated, type PieceMaker, type Writer } from '../piece.js';
import { between, chance, pick, sample, times } from '../random.js';

type Numeric = 'byte' | 'short' | 'char' | 'int' | 'long' | 'float' | 'double';

interface Variable {
  readonly name: string;
  readonly type: Numeric;
}

const isWhole = (type: Numeric): boolean => type !== 'float' && type !== 'double';

function promoted(a: Numeric, b: Numeric): Numeric {
  return (['double', 'float', 'long'] as const).find((type) => a === type || b === type) ?? 'int';
}

function literal(w: Writer, type: Numeric): string {
  const r = w.random;
  const small = String(between(r, 0, 20));
  switch (type) {
    case 'byte':
      return `(byte) ${pick(r, ['127', '200', '-128', '77', '0x9f', small])}`;
    case 'short':
      return `(short) ${pick(r, ['32767', '40000', '-300', '0xbeef', small])}`;
    case 'char':
      return pick(r, ["'a'", "'z'", "'A'", "'0'", '(char) 66', "'\\u0041'", "'\\n'"]);
    case 'int':
      return pick(r, [
        '2147483647',
        '-2147483648',
        '0xFFFFFFFF',
        '1_000_000',
        '65536',
        '0b1011',
        '017',
        '31',
        '-7',
        'Integer.MAX_VALUE',
        small,
        small,
      ]);
    case 'long':
      return pick(r, ['9223372036854775807L', '1L << 40', '86_400_000L', '-5L', '0x7fffffffffL', 'Long.MIN_VALUE', `${small}L`]);
    case 'float':
      return pick(r, ['0.1f', '1.5f', '16777217f', '3.0e10f', '1f / 3', `${small}f`]);
    case 'double':
      return pick(r, ['0.1', '2.5', '1e7', '1e-5', '100.0', '1.0 / 3', '123456789.125', `${small}d`, '0x1p3']);
  }
}

interface Typed {
  readonly code: string;
  readonly type: Numeric;
}

function expression(w: Writer, variables: readonly Variable[], depth: number): Typed {
  const r = w.random;
  if (depth === 0 || chance(r, 0.2)) {
    if (variables.length > 0 && chance(r, 0.75)) {
      const { name, type } = pick(r, variables);
      return { code: name, type };
    }
    const type = pick(r, ['int', 'int', 'int', 'long', 'double', 'char'] as const);
    return { code: `(${literal(w, type)})`, type };
  }
  const a = expression(w, variables, depth - 1);
  const b = expression(w, variables, depth - 1);
  const whole = isWhole(a.type) && isWhole(b.type);
  const type = promoted(a.type, b.type);
  switch (pick(r, ['arithmetic', 'arithmetic', 'divide', 'bits', 'shift', 'unary', 'cast', 'choice', 'math'] as const)) {
    case 'arithmetic':
      return { code: `(${a.code} ${pick(r, ['+', '-', '*'])} ${b.code})`, type };
    case 'divide':
      return whole
        ? { code: `(${a.code} ${pick(r, ['/', '%'])} (${b.code} | 1))`, type }
        : { code: `(${a.code} ${pick(r, ['/', '%'])} ${b.code})`, type };
    case 'bits':
      return whole ? { code: `(${a.code} ${pick(r, ['&', '|', '^'])} ${b.code})`, type } : { code: `(${a.code} + ${b.code})`, type };
    case 'shift':
      return whole
        ? { code: `(${a.code} ${pick(r, ['<<', '>>', '>>>'])} ${pick(r, ['3', '33', `(${b.code} & 7)`])})`, type: promoted(a.type, 'int') }
        : { code: `(${a.code} - ${b.code})`, type };
    case 'unary':
      return isWhole(a.type) && chance(r, 0.5)
        ? { code: `(~${a.code})`, type: promoted(a.type, 'int') }
        : { code: `(-(${a.code}))`, type: promoted(a.type, 'int') };
    case 'cast': {
      const to = pick(r, ['byte', 'short', 'char', 'int', 'long', 'float', 'double'] as const);
      return { code: `((${to}) (${a.code}))`, type: to };
    }
    case 'choice':
      return { code: `(${a.code} < ${b.code} ? ${a.code} + 0 : ${b.code} + 0)`, type: promoted(promoted(a.type, 'int'), b.type) };
    case 'math':
      return whole
        ? { code: `Math.${pick(r, ['max', 'min'])}(${a.code}, ${b.code})`, type }
        : { code: `Math.${pick(r, ['max', 'min'])}((double) ${a.code}, (double) ${b.code})`, type: 'double' };
  }
}

/** A char is shown by its number: it may be one that no name can have. */
const shown = ({ name, type }: Variable): string => (type === 'char' ? `(int) ${name}` : name);

/** To one of the targets, of all variables. */
function assignment(w: Writer, targets: readonly Variable[], variables: readonly Variable[] = targets): string {
  const r = w.random;
  const { name, type } = pick(r, targets);
  const value = expression(w, variables, 2);
  if (chance(r, 0.2)) return pick(r, [`${name}++;`, `--${name};`, `${name} += ${name}++;`]);
  if (chance(r, 0.5)) {
    if (isWhole(type) && isWhole(value.type) && chance(r, 0.4))
      return `${name} ${pick(r, ['<<=', '>>=', '>>>=', '&=', '|=', '^='])} ${value.code};`;
    return chance(r, 0.2) && isWhole(type) && isWhole(value.type)
      ? `${name} ${pick(r, ['/=', '%='])} (${value.code} | 1);`
      : `${name} ${pick(r, ['+=', '-=', '*='])} ${value.code};`;
  }
  return `${name} = (${type}) (${value.code});`;
}

const arithmetic: PieceMaker = (w) => {
  const types = sample(
    w.random,
    ['byte', 'short', 'char', 'int', 'long', 'float', 'double', 'int', 'long'] as const,
    between(w.random, 2, 4),
  );
  const variables = types.map((type, i): Variable => ({ name: `${type.charAt(0)}${i}`, type }));
  return {
    members: [],
    statements: [
      ...variables.map(({ name, type }) => `${type} ${name} = ${literal(w, type)};`),
      ...times(between(w.random, 2, 6), () => assignment(w, variables)),
      ...variables.map((variable) => named(w, shown(variable))),
      decided(w, `${variables[0]!.name} > ${variables[1]!.name}`),
    ],
  };
};

const inLoop: PieceMaker = (w) => {
  const type = pick(w.random, ['int', 'long', 'short', 'int'] as const);
  const total: Variable = { name: 'total', type };
  const variables: Variable[] = [total, { name: 'i', type: 'int' }];
  return {
    members: [],
    statements: [
      `${type} total = ${literal(w, type)};`,
      `for (int i = ${between(w.random, 0, 2)}; i < ${between(w.random, 4, 14)}; i++) {`,
      ...times(between(w.random, 1, 2), () => assignment(w, [total], variables)),
      '}',
      named(w, 'total'),
      repeated(w, 'total'),
    ],
  };
};

const hashes: PieceMaker = (w) => {
  const text = pick(w.random, ['orders-by-day', 'payments', 'clicks.eu', 'aggregate']);
  const factor = pick(w.random, ['31', '33', '17', '131']);
  return {
    members: [
      `static int mix${w.id}(String text) {\nint hash = ${pick(w.random, ['7', '0', '17', '5381'])};\nfor (${pick(w.random, [
        'int i = 0; i < text.length(); i++) {\nhash = hash * F + text.charAt(i);\n}',
        'char ch : text.toCharArray()) {\nhash = F * hash + ch;\n}',
        'int i = text.length() - 1; i >= 0; --i) {\nhash = (hash << 5) - hash ^ text.charAt(i);\n}',
      ]).replace('F', factor)}\nreturn hash;\n}`,
    ],
    statements: [
      `int hash = mix${w.id}("${text}");`,
      named(w, 'hash'),
      named(
        w,
        pick(w.random, ['Math.floorMod(hash, 16)', 'Math.abs(hash % 10)', 'hash & 0xff', '(hash >>> 28)', 'Integer.toHexString(hash)']),
      ),
      named(
        w,
        pick(w.random, [`"${text}".hashCode()`, `Math.abs("${text}".hashCode()) % 7`, `Integer.toString("${text}".hashCode(), 36)`]),
      ),
      repeated(w, 'hash'),
    ],
  };
};

const recursion: PieceMaker = (w) => {
  const n = w.id;
  const [body, call] = pick(w.random, [
    [`static int f${n}(int n) {\nreturn n <= 1 ? 1 : n * f${n}(n - 1);\n}`, `f${n}(${between(w.random, 5, 17)})`],
    [
      `static long f${n}(int n) {\nif (n < 2) {\nreturn n;\n}\nreturn f${n}(n - 1) + f${n}(n - 2);\n}`,
      `f${n}(${between(w.random, 5, 11)})`,
    ],
    [
      `static int f${n}(int a, int b) {\nreturn b == 0 ? a : f${n}(b, a % b);\n}`,
      `f${n}(${between(w.random, 20, 99)}, ${between(w.random, 6, 40)})`,
    ],
    [
      `static long f${n}(long base, int power) {\nif (power == 0) return 1;\nlong half = f${n}(base, power / 2);\nreturn power % 2 == 0 ? half * half : half * half * base;\n}`,
      `f${n}(${between(w.random, 3, 12)}, ${between(w.random, 10, 25)})`,
    ],
    [
      `static int f${n}(int n, int steps) {\nif (n == 1) return steps;\nreturn f${n}(n % 2 == 0 ? n / 2 : 3 * n + 1, steps + 1);\n}`,
      `f${n}(${between(w.random, 3, 12)}, 0)`,
    ],
    [
      `static int f${n}(int m, int n) {\nif (m == 0) {\nreturn n + 1;\n}\nif (n == 0) {\nreturn f${n}(m - 1, 1);\n}\nreturn f${n}(m - 1, f${n}(m, n - 1));\n}`,
      `f${n}(2, ${between(w.random, 1, 3)})`,
    ],
    [`static String f${n}(int n) {\nreturn n == 0 ? "" : f${n}(n / 2) + n % 2;\n}`, `f${n}(${between(w.random, 5, 99)})`],
  ] as const);
  const isText = body.includes('String f');
  return { members: [body], statements: [named(w, call), ...(isText ? [] : [decided(w, `${call} % 2 == 0`)])] };
};

const bits: PieceMaker = (w) => {
  const n = pick(w.random, ['0b1011_0110', '-17', '0xCAFE', '1 << 31', '255', '-1']);
  const uses = [
    'n & -n',
    'n >>> 4',
    'n >> 3',
    'n << 29',
    '~n',
    'n ^ 0x55',
    'n & 0xFFL',
    '(n & 1) == 0',
    'Integer.bitCount(n)',
    'Integer.toBinaryString(n & 0xff)',
    'Integer.numberOfTrailingZeros(n)',
    'Integer.numberOfLeadingZeros(n)',
    'Integer.highestOneBit(n)',
    'Integer.reverse(n)',
    'Long.toHexString(n)',
    'Integer.toOctalString(n)',
    'Integer.rotateLeft(n, 3)',
    '(byte) n',
    '(short) (n * 3)',
    '(n << 33)',
    '((long) n << 33)',
    'n >>> 32',
    '(n | 6) - (n & 6)',
  ];
  return {
    members: [],
    statements: [
      `int n = ${n};`,
      ...sample(w.random, uses, 3).map((use) => named(w, use)),
      decided(w, `(n & ${pick(w.random, ['1', '2', '4', '0x80'])}) != 0`),
    ],
  };
};

const floating: PieceMaker = (w) => {
  const uses = [
    '0.1 + 0.2',
    '0.1f + 0.2f',
    '1f / 3',
    '1.0 / 3',
    '(int) 3.99',
    '(int) -3.99',
    '(long) 1e19',
    '(int) Double.NaN',
    '(char) 97.8 + 0',
    '5 / 2',
    '5 / 2.0',
    '5 / 2f',
    '10.0',
    '1e7',
    '1.0e6',
    '123456.789e3',
    '1e-3',
    '1e-4',
    '100f',
    '3.0e10f',
    '(float) 0.1',
    '(double) 0.1f',
    '1.0 * 7 % 2.5',
    '-7 % 3.0',
    'Math.round(2.5)',
    'Math.round(-2.5)',
    'Math.round(2.4f)',
    'Math.floor(-1.5)',
    'Math.ceil(1.2)',
    'Math.sqrt(2)',
    'Math.pow(2, 10)',
    '(int) Math.pow(3, 4)',
    'Math.abs(-2.5)',
    'Math.max(1, 2.0)',
    '1 / 0.0',
    '-1 / 0.0',
    '0.0 / 0.0',
    'Double.compare(0.0, -0.0)',
    '(0.1f == 0.1)',
    '(0.1 + 0.2 == 0.3)',
    '(Double.NaN == Double.NaN)',
    '(float) 1e40',
    '(byte) 300.7',
    'Math.hypot(3, 4)',
    'Double.toString(5)',
    'Float.toString(2.50f)',
    'Double.valueOf("2.50")',
    'Double.parseDouble("1e3")',
    'Float.parseFloat("1.1")',
    'Double.MAX_VALUE',
    'Float.MIN_VALUE',
    'Long.MAX_VALUE * 1.0',
    '(float) Integer.MAX_VALUE',
    '(int) (float) 16777217',
    '2.0f * 0.1',
    '4.35 * 100',
    '1.1 + 2.2',
    '3 * 0.1',
    '100 * 1.1',
    '1.0 - 0.9',
    'Math.floorDiv(-7, 2)',
    'Math.signum(-3.5)',
    'Math.cbrt(27)',
    '(int) Math.log10(1000)',
    '(long) Math.floor(2.7)',
    'Double.MIN_VALUE',
    'Math.rint(2.5)',
    '9007199254740993.0',
    '1.0f * 3',
  ];
  return {
    members: [],
    statements: [
      ...sample(w.random, uses, between(w.random, 3, 5)).map((use) => named(w, use)),
      `double sum = 0;\nfor (int i = 0; i < ${between(w.random, 3, 10)}; i++) {\nsum += ${pick(w.random, ['0.1', '0.25', '1.1', 'i / 4', 'i / 4.0', '1.0f / 3'])};\n}`,
      named(w, 'sum'),
      decided(w, `sum ${pick(w.random, ['==', '>=', '<'])} 1.0`),
    ],
  };
};

const boxes: PieceMaker = (w) => {
  const value = pick(w.random, ['127', '128', '1000', '-128', '-129', '5']);
  const uses = [
    '(a == b)',
    'a.equals(b)',
    '(a <= b && a >= b)',
    '(a == c)',
    'a.equals(c)',
    '(a.intValue() == c)',
    'a.compareTo(b)',
    'a.hashCode()',
    'Integer.compare(a, 7)',
    'Integer.sum(a, b)',
    'Long.valueOf(a).equals(a)',
    'Integer.valueOf(a).equals(b)',
    'Integer.toString(a, 2)',
    'Integer.parseInt("-42") + a',
    'Integer.parseInt("ff", 16)',
    'Integer.valueOf("12") * 2',
    'a.toString().length()',
    'a.doubleValue()',
    'a.byteValue()',
    'Integer.signum(-a)',
    'Long.parseLong("123") + a',
    'Boolean.parseBoolean("TRUE")',
    'Short.parseShort("12")',
    "Character.valueOf('x').charValue()",
    'Integer.max(a, 3)',
    'new Object[] {a}[0].equals(b)',
    'Byte.parseByte("7")',
    'Long.compare(2L, a)',
    'Boolean.logicalXor(true, a > 3)',
    'Double.valueOf(a)',
    'Integer.MIN_VALUE - 1',
    'Long.MAX_VALUE + 1',
    'Byte.MAX_VALUE + 1',
    'Short.MIN_VALUE',
    'Integer.reverse(1)',
    'Long.hashCode(1L << 33)',
    'Double.hashCode(1.5)',
    'Boolean.hashCode(true)',
    '(Object) a == (Object) b',
    "Character.hashCode('a')",
    'Integer.decode("0x10")',
  ];
  return {
    members: [],
    statements: [
      `Integer a = ${value};\nInteger b = ${value};\nLong c = ${value}L;`.replace('(a == c)', 'true'),
      ...sample(
        w.random,
        uses.filter((use) => use !== '(a == c)'),
        4,
      ).map((use) => named(w, use)),
      decided(w, pick(w.random, ['a == b', 'a != b', 'c.equals(a)', 'a.equals(b)', 'c == a.longValue()'])),
    ],
  };
};

const chars: PieceMaker = (w) => {
  const uses = [
    "'a' + 1",
    "(char) ('a' + 1)",
    "(char) ('A' + n)",
    "'z' - n",
    '(char) 98',
    "'a' + 'b'",
    '"" + \'a\' + 1',
    '\'a\' + 1 + ""',
    "(int) 'q'",
    '(char) (c + n)',
    'c + n',
    '++d',
    'd++',
    'Character.toUpperCase(c)',
    'Character.isDigit(c)',
    "Character.getNumericValue('7') + n",
    "'7' - '0'",
    'Character.isLetter(c)',
    '(char) (c ^ 32)',
    "c > 'm'",
    'Character.toString(c)',
    'String.valueOf(c)',
    "Character.isUpperCase('Q')",
    "Character.digit('f', 16)",
    'Character.forDigit(11, 16)',
    "Character.isLetterOrDigit('-')",
    "Character.isWhitespace(' ')",
    '(byte) c',
    "c == 'k' ? 'y' : 'n'",
    'true ? c : 0',
    'n > 1 ? c : n',
    'new char[] {c, c}.length',
    'Character.compare(c, d)',
    "(char) Math.max(c, 'f')",
    'Character.toChars(97)[0]',
    "String.valueOf(new char[] {c, 'x'})",
  ];
  const from = pick(w.random, ["'a'", "'A'", "'p'"]);
  const count = between(w.random, 2, 4);
  return {
    members: [],
    statements: [
      `char c = ${pick(w.random, ["'k'", "'b'", "'T'", "'5'"])};\nchar d = 'd';\nint n = ${between(w.random, 1, 4)};`,
      ...sample(w.random, uses, 4).map((use) => named(w, use)),
      `d += ${between(w.random, 1, 3)};`,
      named(w, 'd'),
      pick(w.random, [
        `for (char ch = ${from}; ch < ${from} + ${count}; ch++) {\n${named(w, 'ch')}\n}`,
        `for (int i = 0; i < ${count}; i++) {\n${named(w, `(char) (${from} + i)`)}\n}`,
        `for (char ch : "k3-Z".toCharArray()) {\nif (Character.is${pick(w.random, ['Letter', 'Digit', 'UpperCase'])}(ch)) {\n${named(w, 'ch')}\n}\n}`,
      ]),
    ],
  };
};

const order: PieceMaker = (w) => {
  const lines = [
    ['int i = 3;\ni = i++ + ++i;', 'i'],
    ['int i = 5;\nint j = i-- - --i;', 'i + "." + j'],
    ['int[] a = {1, 2, 3};\nint i = 0;\na[i] = i = 2;', 'a[0] + "" + a[2] + i'],
    ['int[] a = {4, 5, 6};\nint i = 0;\na[i++] += a[i++] * 10 + i;', 'a[0] + "." + a[1] + "." + i'],
    ['int i = 2;\ni += i *= i + 1;', 'i'],
    ['int x = 1;\nint y = x + (x = 5) * x;', 'y'],
    ['int x = 7;\nboolean b = x++ > 7 && x++ > 0;\nboolean e = x++ > 7 | x++ > 100;', 'x + "." + b + e'],
    ['int x = 3;\nint y = x > 2 ? x < 5 ? x++ : --x : 0;', 'x * 10 + y'],
    ['int x = 10;\nx -= 3 - 1;\nx = -x + +x - -x;', 'x'],
    ['int k = 1;\nk = k++ + k++ * k--;', 'k'],
    ['byte x = 10;\nx += 300;\nx >>>= 1;', 'x'],
    ['int x = 5;\nx /= 2.5;\nx *= 1.9;', 'x'],
    ['short s = 1;\ns <<= 15;', 's'],
    ["char ch = 'a';\nch += 1.7;\nch++;", 'ch'],
    ['long big = Integer.MAX_VALUE + 1;\nlong right = Integer.MAX_VALUE + 1L;', 'big + "." + right'],
    ['final int LIMIT = 10;\nbyte small = LIMIT;\nsmall *= 30;', 'small'],
    ['int hours = 24 * 60 * 60 * 1000 * 30;', 'hours'],
    ['String s = "v" + 1 + 2;\ns += 1 + 2;\ns += \'c\';', 's'],
    ['String s = 1 + 2 + "v" + 3 * 4;', 's'],
    ['String s = null;\ns += "x";\ns = s + null;', 's'],
    ['String s = "n" + -5 + 2.0f + \'c\' + true + 7L + 1.50;', 's'],
    ['Object o = true ? 1 : 2.0;', 'o'],
    ['Object o = true ? Integer.valueOf(1) : Double.valueOf(2);', 'o'],
    ['Object o = true ? (Object) 1 : 2.0;', 'o'],
    ['Object o = false ? 1L : 7;', 'o.getClass().getSimpleName()'],
    ["Object o = true ? 'b' : 0;", 'o'],
    ["int code = true ? 'b' : 0;", 'code'],
    ['boolean p = true;\np &= false | true ^ true;\np ^= true;', 'p'],
  ] as const;
  return { members: [], statements: sample(w.random, lines, 3).map(([code, value]) => `{\n${code}\n${named(w, value)}\n}`) };
};

const primes: PieceMaker = (w) => {
  const limit = between(w.random, 10, 30);
  return {
    members: [],
    statements: [
      pick(w.random, [
        `boolean[] composite = new boolean[${limit}];\nint count = 0;\nfor (int i = 2; i < ${limit}; i++) {\nif (!composite[i]) {\ncount++;\nfor (int j = i * i; j < ${limit}; j += i) {\ncomposite[j] = true;\n}\n}\n}`,
        `int count = 0;\nouter:\nfor (int i = 2; i < ${limit}; i++) {\nfor (int j = 2; j * j <= i; j++) {\nif (i % j == 0) continue outer;\n}\ncount += i;\n}`,
        `int count = 0;\nint n = ${between(w.random, 1000, 99999)};\nwhile (n > 0) {\ncount += n % 10;\nn /= 10;\n}`,
        `int count = 0;\nint n = ${between(w.random, 1000, 99999)};\ndo {\ncount = count * 10 + n % 10;\nn /= 10;\n} while (n != 0);`,
        `long count = 1;\nfor (int i = 1; i <= ${limit}; i++) {\ncount = count * i % 1_000_007;\n}`,
        `int count = 1;\nfor (int i = 0; i < ${limit}; i++) {\ncount = count * 1103515245 + 12345;\n}\ncount = (count >>> 16) & 0x7fff;`,
        `int count = 0;\nfor (int a = 0, b = ${limit}; a < b; a += 2, b--) {\ncount += a * b;\n}`,
        `int count = ${limit};\nfor (int i = 0; i < 8; i++) {\ncount = (count & 1) == 1 ? (count >>> 1) ^ 0xEDB88320 : count >>> 1;\n}`,
      ]),
      named(w, 'count'),
      repeated(w, 'count'),
    ],
  };
};

export const numberPieces: Readonly<Record<string, PieceMaker>> = {
  arithmetic,
  inLoop,
  hashes,
  recursion,
  bits,
  floating,
  boxes,
  chars,
  order,
  primes,
};
