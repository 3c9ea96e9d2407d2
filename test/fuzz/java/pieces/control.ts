/** Loops, jumps, switches, conditions. */
import { decided, named, pickedOrNot, quoted, repeated, someWords, unnamed, word, type PieceMaker } from '../piece.js';
import { between, chance, pick, sample, shuffled, times } from '../random.js';

const labels: PieceMaker = (w) => {
  const n = between(w.random, 3, 5);
  const jump = pick(w.random, ['continue outer', 'break outer', 'break', 'continue']);
  return {
    members: [],
    statements: [
      'int steps = 0;',
      pick(w.random, [
        `outer:\nfor (int i = 0; i < ${n}; i++) {\nfor (int j = 0; j < ${n}; j++) {\nif (${pick(w.random, ['j > i', 'i * j == 4', '(i + j) % 3 == 2', 'i == 2 && j == 1'])}) ${jump};\nsteps += i + j;\n${pickedOrNot(w, unnamed(w))}\n}\nsteps += 100;\n}`,
        `int i = 0;\nouter:\nwhile (true) {\ni++;\nfor (String s : new String[] {${quoted(someWords(w, 2, 4))}}) {\nif (i > ${n}) break outer;\nif (s.length() == i + 2) continue outer;\nsteps += s.length();\n}\n}`,
        `int i = 0;\nouter:\ndo {\nint j = 0;\nwhile (j++ < 4) {\nif (j == i) ${jump};\nsteps += j;\n}\nsteps *= 2;\n} while (++i < ${n});`,
        `found: {\nfor (String s : List.of(${quoted(someWords(w, 2, 4))})) {\nif (s.length() > 5) {\nbreak found;\n}\nsteps++;\n}\nsteps = -1;\n}`,
        `for (int i = 0; i < ${n}; i++) {\nswitch (i % 3) {\ncase 0: continue;\ncase 1: steps += 10; break;\ndefault: steps++;\n}\nsteps *= 2;\n}`,
        `int lo = 0, hi = 100;\nwhile (lo < hi) {\nint mid = (lo + hi) >>> 1;\nsteps++;\nif (mid * mid < ${between(w.random, 10, 900)}) {\nlo = mid + 1;\n} else {\nhi = mid;\n}\n}\nsteps = steps * 1000 + lo;`,
      ]),
      named(w, 'steps'),
      repeated(w, 'steps'),
    ],
  };
};

const oldSwitch: PieceMaker = (w) => {
  const cases = sample(w.random, ['orders', 'payments', 'clicks', 'users'], 3);
  return {
    members: [],
    statements: [
      `for (String s : new String[] {${quoted(shuffled(w.random, ['eu', 'zed', ...cases]).slice(0, between(w.random, 2, 5)))}}) {\nString kind = "";\nswitch (s) {\n${cases.map((label, i) => `case "${label}":\nkind += "${i}";\n${chance(w.random, 0.5) ? 'break;' : ''}`).join('\n')}\n${chance(w.random, 0.7) ? 'default:\nkind += "d";' : ''}\n}\n${named(w, 's + "-" + kind')}\nif (kind.length() > 1) {\n${unnamed(w)}\n}\n}`,
      `int n = ${between(w.random, 0, 5)};\nint score = 0;\nswitch (n) {\ncase 0:\ncase 1:\nscore = 1;\ncase 2: {\nscore += 5;\n${pickedOrNot(w, 'break;')}\n}\ndefault:\nscore += 10;\ncase 4:\nscore *= 2;\nbreak;\ncase 5:\nscore = -1;\n}`,
      named(w, 'score'),
      `char grade = "${word(w)}".charAt(0);\nswitch (grade) {\ncase 'a': case 'o': case 'u': case 'e':\n${named(w, '"vowel"')}\nbreak;\ncase 'x':\n${unnamed(w)}\ndefault:\n${named(w, 'grade')}\n}`,
    ],
  };
};

const newSwitch: PieceMaker = (w) => {
  const n = w.id;
  const uses = [
    `switch (n % 4) {\ncase 0 -> "zero";\ncase 1, 3 -> "odd";\ndefault -> "even" + n;\n}`,
    `switch (level) {\ncase LOW -> 1;\ncase HIGH -> {\nint x = n;\nfor (int i = 0; i < 3; i++) x += i;\nyield x;\n}\ndefault -> level.ordinal() * 100;\n}`,
    `switch ("${word(w)}") {\ncase "eu", "us": yield "region";\ncase "orders": {\nyield "topic";\n}\ndefault: yield "rest";\n}`,
    `switch (level) {\ncase LOW, MID:\nif (n > 2) yield 'a';\nyield 'b';\ncase HIGH:\nyield 'c';\n}`,
    `(switch (n) { case 1 -> 1; case 2 -> 2L; default -> 3; })`,
    `(switch (n) { case 1 -> 1; case 2 -> 2.5; default -> 3; })`,
    `switch (text(n)) {\ncase "t2" -> n > 1 ? "two" : "what";\ncase "t3" -> {\ntry {\nyield "p" + Integer.parseInt("3x");\n} catch (NumberFormatException e) {\nyield "bad";\n}\n}\ndefault -> "other";\n}`,
  ];
  return {
    members: [`enum Level${n} {\nLOW, MID, HIGH\n}`, `static String text${n}(int n) {\nreturn "t" + n;\n}`],
    statements: [
      `int n = ${between(w.random, 0, 5)};\nLevel${n} level = Level${n}.${pick(w.random, ['LOW', 'MID', 'HIGH'])};`,
      ...sample(w.random, uses, 3).map((use, i) => `var v${i} = ${use.replace('text(', `text${n}(`)};\n${named(w, `v${i}`)}`),
      `switch (level) {\ncase LOW -> {\n${unnamed(w)}\n}\ncase MID -> {\n${named(w, 'level')}\n}\ncase HIGH -> {\n}\n}`,
      `for (Level${n} each : Level${n}.values()) {\nswitch (each) {\ncase LOW:\ncontinue;\ncase HIGH:\n${named(w, 'each + "!".trim().replace("!", "-h")')}\nbreak;\ndefault:\n${unnamed(w)}\n}\n}`,
    ],
  };
};

const conditions: PieceMaker = (w) => {
  const n = w.id;
  return {
    members: [
      `static final List<String> calls${n} = new ArrayList<>();`,
      `static boolean t${n}(String name, boolean value) {\ncalls${n}.add(name);\nreturn value;\n}`,
    ],
    statements: [
      `boolean r = ${pick(w.random, [`t${n}("a", true) || t${n}("b", true)`, `t${n}("a", false) && t${n}("b", true) || t${n}("c", true)`, `t${n}("a", true) | t${n}("b", false)`, `!t${n}("a", false) ^ t${n}("b", true) & t${n}("c", false)`, `t${n}("a", true) ? t${n}("b", false) : t${n}("c", true)`, `t${n}("a", false) == t${n}("b", false) != t${n}("c", false)`])};`,
      named(w, `String.join("", calls${n}) + r`),
      `int x = ${between(w.random, -5, 25)};\nString size = x < 0 ? "neg" : x == 0 ? "zero" : x < 10 ? "small" : x % 2 == 0 ? "even" : "odd";`,
      named(w, 'size'),
      `if (x > 20) {\n${unnamed(w)}\n} else if (x > 10 && !size.isEmpty()) {\n${named(w, 'x')}\n} else if (!(x < 0)) {\n${unnamed(w)}\n${unnamed(w)}\n} else {\n${named(w, '-x')}\n}`,
      decided(w, pick(w.random, ['x > 3 == r', '(x & 1) == 1 ^ r', 'x >= 5 && r || x < 0'])),
    ],
  };
};

const early: PieceMaker = (w) => {
  const n = w.id;
  const list = quoted(someWords(w, 3, 5));
  return {
    members: [
      pick(w.random, [
        `static String find${n}(List<String> all, int length) {\nfor (String s : all) {\nif (s.length() == length) {\nreturn s;\n}\n}\nreturn "none";\n}`,
        `static String find${n}(List<String> all, int length) {\nString best = null;\nfor (int i = 0; i < all.size(); i++) {\nif (all.get(i).length() > length) continue;\nif (best == null || all.get(i).length() >= best.length()) best = all.get(i);\n}\nreturn best;\n}`,
        `static String find${n}(List<String> all, int length) {\nif (length <= 0) return "empty";\nif (all.isEmpty()) return "end";\nString head = all.get(0);\nreturn head.length() >= length ? head : find${n}(all.subList(1, all.size()), length);\n}`,
        `static String find${n}(List<String> all, int length) {\nint i = 0;\nwhile (i < all.size() && all.get(i).length() != length) i++;\nreturn i == all.size() ? "missing" + i : all.get(i) + i;\n}`,
      ]),
    ],
    statements: [
      `for (int length = ${between(w.random, 0, 2)}; length < 8; length += ${between(w.random, 2, 3)}) {\n${named(w, `length + "." + find${n}(List.of(${list}), length)`)}\n}`,
      `String state = "start";\nint rounds = 0;\nwhile (!state.equals("done") && rounds < 20) {\nrounds++;\nstate = switch (state) {\ncase "start" -> "load";\ncase "load" -> rounds > ${between(w.random, 1, 6)} ? "done" : "retry";\ncase "retry" -> "load";\ndefault -> throw new IllegalStateException(state);\n};\n}`,
      named(w, 'state + rounds'),
    ],
  };
};

const shapes: PieceMaker = (w) => {
  const row = pick(w.random, [
    'line.append(j % 2 == 0 ? "x" : "_");',
    "line.append((char) ('a' + (i + j) % 26));",
    'line.append(i * j % 10);',
    'if (i <= j) line.append(j);',
  ]);
  return {
    members: [],
    statements: [
      `for (int i = 0; i < ${between(w.random, 2, 4)}; i++) {\nStringBuilder line = new StringBuilder();\nfor (${pick(w.random, ['int j = 0; j <= i; j++', 'int j = 3; j > 0; j--', 'int j = i; j < 5; j += 2'])}) {\n${row}\nif (line.length() > 5) break;\n}\n${named(w, 'i + "." + line')}\n}`,
      ...times(
        2,
        () =>
          `for (int i = ${between(w.random, 5, 9)}, k = 1; i > 0; i -= 2, k *= 3) {\n${chance(w.random, 0.5) ? `if (i == k) continue;\n` : ''}${named(w, 'i + "-" + k')}\n}`,
      ),
      `int total = 0;\nfor (;;) {\ntotal += 3;\nif (total % 7 == 0) break;\n}`,
      named(w, 'total'),
    ],
  };
};

export const controlPieces: Readonly<Record<string, PieceMaker>> = { labels, oldSwitch, newSwitch, conditions, early, shapes };
