/** Random statements over numbers, texts, lists and maps, nested in loops, conditions, switches and handlers. */
import { decided, named, repeated, unnamed, word, type PieceMaker, type Writer } from '../piece.js';
import { between, chance, pick, times, type Random } from '../random.js';

/** One of them; the others are not made, as each makes parts of its own. */
function made(random: Random, ways: readonly (() => string)[]): string {
  return pick(random, ways)();
}

/** Of type int, without an exception. */
function number(w: Writer, depth: number): string {
  const r = w.random;
  if (depth === 0)
    return pick(r, ['a', 'b', 'a', 'b', String(between(r, -3, 12)), 's.length()', 'list.size()', 'map.size()', 'sb.length()']);
  const left = number(w, depth - 1);
  const right = number(w, depth - 1);
  return made(r, [
    () => `(${left} ${pick(r, ['+', '-', '*', '&', '|', '^'])} ${right})`,
    () => `(${left} ${pick(r, ['/', '%'])} ${between(r, 2, 7)})`,
    () => `(${left} ${pick(r, ['<<', '>>', '>>>'])} ${between(r, 1, 5)})`,
    () => `Math.${pick(r, ['max', 'min', 'floorMod'])}(${left}, ${between(r, 2, 9)})`,
    () => `Math.abs(${left})`,
    () => `(${condition(w, 0)} ? ${left} : ${right})`,
    () => `map.getOrDefault(${text(w, 0)}, ${left})`,
    () => `list.indexOf(${text(w, 0)})`,
    () => `s.indexOf("${word(w).charAt(0)}")`,
    () => `step${w.id}(${left}, ${right})`,
    () => `(int) (c % 1000)`,
    () => `s.hashCode() % 100`,
    () => `(s.isEmpty() ? 0 : s.charAt(0) - 'a')`,
  ]);
}

/** Whose characters are legal in names. */
function text(w: Writer, depth: number): string {
  const r = w.random;
  if (depth === 0)
    return made(r, [
      () => 's',
      () => `"${word(w)}"`,
      () => `"${word(w)}"`,
      () => 'sb.toString()',
      () => `String.valueOf(${number(w, 0)})`,
      () => '(list.isEmpty() ? "none" : list.get(0))',
    ]);
  const inner = text(w, depth - 1);
  return made(r, [
    () => `(${inner} + ${number(w, 0)})`,
    () => `(${inner} + "${pick(r, ['-', '.', '_'])}" + ${text(w, 0)})`,
    () => `${inner}.toUpperCase()`,
    () => `${inner}.replace('${pick(r, ['a', 'e', 's', 'r'])}', '${pick(r, ['o', 'x', '0'])}')`,
    () => `cut${w.id}(${inner}, ${number(w, 0)})`,
    () => `new StringBuilder(${inner}).reverse().toString()`,
    () => `(${condition(w, 0)} ? ${inner} : ${text(w, 0)})`,
    () => `String.join("-", list)`,
    () => `(char) ('a' + Math.floorMod(${number(w, 0)}, 26)) + ${inner}`,
    () => `(${inner} + (${condition(w, 0)}))`,
  ]);
}

function condition(w: Writer, depth: number): string {
  const r = w.random;
  if (depth > 0 && chance(r, 0.4)) return `(${condition(w, depth - 1)} ${pick(r, ['&&', '||', '^'])} ${condition(w, depth - 1)})`;
  return made(r, [
    () => `${number(w, depth)} ${pick(r, ['<', '>', '<=', '==', '!='])} ${number(w, 0)}`,
    () => `${number(w, 0)} % 2 == 0`,
    () => `s.startsWith("${word(w).charAt(0)}")`,
    () => `s.contains("${word(w).charAt(0)}")`,
    () => `list.contains(${text(w, 0)})`,
    () => `map.containsKey(${text(w, 0)})`,
    () => `s.compareTo(${text(w, 0)}) < 0`,
    () => `s.equals(${text(w, 0)})`,
    () => '!list.isEmpty()',
  ]);
}

function simple(w: Writer): string {
  const r = w.random;
  return made(r, [
    () => `a ${pick(r, ['=', '+=', '-=', '*=', '^='])} ${number(w, 1)};`,
    () => `b = ${number(w, 2)};`,
    () => `c ${pick(r, ['+=', '*=', '-='])} ${number(w, 1)};`,
    () => 'a++;',
    () => 'b--;',
    () => `s = ${text(w, 1)};`,
    () => `s += ${text(w, 0)};`,
    () => `sb.append(${text(w, 0)});`,
    () => `sb.insert(0, ${number(w, 0)});`,
    () => 'if (sb.length() > 2) sb.setLength(sb.length() - 1);',
    () => 'if (sb.length() > 1) sb.deleteCharAt(0);',
    () => `list.add(${text(w, 1)});`,
    () => `list.add(0, ${text(w, 0)});`,
    () => 'if (list.size() > 1) list.remove(list.size() - 1);',
    () => 'Collections.sort(list);',
    () => 'Collections.reverse(list);',
    () => `list.removeIf(t -> t.length() > ${between(r, 3, 8)});`,
    () => `map.put(${text(w, 0)}, ${number(w, 0)});`,
    () => `map.merge(${text(w, 0)}, ${between(r, 1, 5)}, Integer::sum);`,
    () => `map.remove(${text(w, 0)});`,
    () => `for (String key : map.keySet()) b += key.length() * map.get(key);`,
    () => 'for (String t : list) sb.append(t.isEmpty() ? "e" : t.substring(0, 1));',
  ]);
}

/** Texts that are added to themselves in a loop would double in each round. */
const limits =
  'if (s.length() > 24) s = s.substring(0, 12);\nif (sb.length() > 40) sb.setLength(20);\nwhile (list.size() > 6) list.remove(0);';

/** `loops`: how many are around it. */
function statement(w: Writer, depth: number, loops: number): string {
  const r = w.random;
  if (depth === 0 || chance(r, 0.35)) return simple(w);
  const inner = (more = 0): string =>
    times(between(r, 1, 3), () => statement(w, depth - 1, loops + more)).join('\n') + (more > 0 ? `\n${limits}` : '');
  const i = `i${w.id}x${++w.names}`;
  const kinds = [
    () => `if (${condition(w, 1)}) {\n${inner()}\n}`,
    () => `if (${condition(w, 1)}) {\n${inner()}\n} else {\n${inner()}\n}`,
    () => `if (${condition(w, 1)}) {\n${unnamed(w)}\n}`,
    () =>
      `switch (Math.floorMod(${number(w, 1)}, 4)) {\ncase 0:\n${inner()}\nbreak;\ncase 1:\n${inner()}\ncase 2:\n${inner()}\nbreak;\ndefault:\n${inner()}\n}`,
    () =>
      `a = switch (s.length() % 3) {\ncase 0 -> ${number(w, 1)};\ncase 1 -> {\n${inner()}\nyield ${number(w, 1)};\n}\ndefault -> ${number(w, 0)};\n};`,
    () =>
      `try {\n${inner()}\nb = Integer.parseInt(${pick(r, ['s', '"12"', `"${between(r, 1, 99)}" + ${text(w, 0)}`])});\n${inner()}\n} catch (NumberFormatException e${i}) {\n${inner()}\n}`,
    () =>
      `try {\na = ${number(w, 1)} / ${pick(r, ['b', '(a % 2)', 'list.size()'])};\ns = list.get(${number(w, 0)});\n} catch (ArithmeticException e${i}) {\n${inner()}\n} catch (IndexOutOfBoundsException e${i}) {\n${inner()}\n} finally {\n${simple(w)}\n}`,
  ];
  const looping = [
    () =>
      `for (int ${i} = 0; ${i} < ${between(r, 2, 4)}; ${i}++) {\n${inner(1)}\na += ${i};\n${pick(r, ['', `if (${condition(w, 0)}) continue;\nb++;`, `if (${condition(w, 0)}) break;`])}\n}`,
    () =>
      `for (String ${i} : new ArrayList<>(list)) {\n${pick(r, ['', `if (${i}.length() > 6) continue;\n`])}s = ${i} + s.length();\n${inner(1)}\n}`,
    () => `int ${i} = ${between(r, 1, 3)};\nwhile (${i}-- > 0 && ${condition(w, 0)}) {\n${inner(1)}\n}`,
    () =>
      `for (Map.Entry<String, Integer> ${i} : new TreeMap<>(map).entrySet()) {\nb += ${i}.getValue();\n${pick(r, ['', `if (${i}.getKey().compareTo("p") > 0) break;\n`])}${inner(1)}\n}`,
  ];
  return made(r, loops < 2 ? [...kinds, ...looping] : kinds);
}

const mixture: PieceMaker = (w) => {
  const r = w.random;
  const n = w.id;
  const map = pick(r, ['HashMap', 'TreeMap', 'LinkedHashMap']);
  return {
    members: [
      `static int step${n}(int x, int y) {\n${pick(r, ['return x > y ? x - y : y + 1;', 'int sum = 0;\nfor (int i = 0; i < 3; i++) {\nsum += x * i - y;\n}\nreturn sum;', 'if (x < 0) return -x;\nreturn x % 10 == 0 ? y : x * 31 + y;'])}\n}`,
      `static String cut${n}(String text, int at) {\n${pick(r, ['return at >= 0 && at < text.length() ? text.substring(at) : text;', 'int end = Math.min(text.length(), Math.floorMod(at, 5) + 1);\nreturn text.substring(0, end);', 'try {\nreturn text.substring(at, at + 2);\n} catch (IndexOutOfBoundsException e) {\nreturn "cut" + text.length();\n}'])}\n}`,
    ],
    statements: [
      `int a = ${between(r, -5, 20)}, b = ${between(r, 0, 9)};\nlong c = ${between(r, 1, 99)}L;\nString s = "${word(w)}";\nStringBuilder sb = new StringBuilder("${word(w)}");\nList<String> list = new ArrayList<>(List.of("${word(w)}", "${word(w)}"));\nMap<String, Integer> map = new ${map}<>();\nmap.put("${word(w)}", ${between(r, 1, 9)});`,
      ...times(between(r, 3, 6), () => `{\n${statement(w, 2, 0)}\n}\n${limits}`),
      named(w, pick(r, ['a', 'b', 'c'])),
      named(w, pick(r, ['s', 'cut' + String(n) + '(s, 3)', 'sb'])),
      named(w, 'a + "." + b + "." + s.length() + list.size() + map.size()'),
      `for (String each : map.keySet()) {\n${unnamed(w)}\nb += each.length();\n}`,
      decided(w, condition(w, 1)),
      repeated(w, 'b'),
    ],
  };
};

export const mixturePieces: Readonly<Record<string, PieceMaker>> = { mixture };
