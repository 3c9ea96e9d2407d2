/** Collections that change while they are gone through, parts of sorted ones, atomic values. */
import { decided, named, quoted, repeated, someWords, unnamed, word, type PieceMaker } from '../piece.js';
import { between, pick, sample, shuffled } from '../random.js';

/** The loop runs into its exception, or not: what it met by then is named. */
function going(loop: string): string {
  return `try {\n${loop}\n} catch (ConcurrentModificationException e) {\nmet.append("!");\n}`;
}

const text = 'met.toString().replace("!", "_cme")';

const changedLists: PieceMaker = (w) => {
  const type = pick(w.random, [
    'ArrayList',
    'LinkedList',
    'Vector',
    'ConcurrentLinkedQueue',
    'LinkedBlockingQueue',
    'LinkedHashSet',
    'TreeSet',
  ]);
  const change = pick(w.random, [
    'if (all.size() < 5) all.add("zz");',
    'if (all.size() > 1 && s.length() > 3) all.remove(s);',
    'all.remove("none");',
    `if (s.startsWith("${word(w).slice(0, 1)}")) all.removeIf(x -> x.length() > 4);`,
    'all.addAll(List.of());',
    'if (met.length() > 8) all.clear();',
  ]);
  const loop = pick(w.random, [
    `for (String s : all) {\n${change}\nmet.append(s).append("-");\n}`,
    `Iterator<String> it = all.iterator();\nwhile (it.hasNext()) {\nString s = it.next();\n${pick(w.random, [change, 'if (s.length() % 2 == 0) it.remove();'])}\nmet.append(s);\n}`,
    `all.forEach(s -> {\n${change}\nmet.append(s);\n});`,
  ]);
  return {
    members: [],
    statements: [
      `Collection<String> all = new ${type}<>(List.of(${quoted(someWords(w, 2, 4))}));\nStringBuilder met = new StringBuilder();`,
      going(loop),
      named(w, text),
      named(w, 'all.size()'),
      repeated(w, 'met.length()'),
    ],
  };
};

const changedMaps: PieceMaker = (w) => {
  const n = w.id;
  const keys = someWords(w, 2, 4);
  const type = pick(w.random, ['HashMap', 'LinkedHashMap', 'TreeMap', 'ConcurrentHashMap', 'ConcurrentSkipListMap']);
  const change = pick(w.random, [
    'all.remove(k);',
    `all.remove("${pick(w.random, keys)}");`,
    'all.put(k, all.get(k) == null ? 1 : all.get(k) + 1);',
    'if (all.size() > 1) all.remove(k);',
    ...(type.startsWith('Concurrent') ? [] : ['if (all.size() < 6) all.put(k + "z", 0);']),
  ]);
  const loop = pick(w.random, [
    `for (String k : all.keySet()) {\n${change}\nmet.append(k);\n}`,
    `all.forEach((k, v) -> {\nmet.append(k).append(v);\n${change}\n});`,
    `for (Iterator<Map.Entry<String, Integer>> it = all.entrySet().iterator(); it.hasNext();) {\nMap.Entry<String, Integer> e = it.next();\nif (e.getValue() % 2 == 0) it.remove();\nelse met.append(e.getKey());\n}`,
  ]);
  return {
    members: [`static Map<String, Integer> made${n}() {\nreturn new ${type}<>();\n}`],
    statements: [
      `Map<String, Integer> all = made${n}();\nStringBuilder met = new StringBuilder();\n${keys.map((key, i) => `all.put("${key}", ${i});`).join('\n')}`,
      going(loop),
      named(w, text),
      named(w, 'all.size()'),
      decided(w, `all.containsKey("${keys[0]}")`),
    ],
  };
};

const sortedParts: PieceMaker = (w) => {
  const keys = someWords(w, 3, 6);
  const limit = word(w);
  const order = pick(w.random, ['', 'Comparator.reverseOrder()', 'String.CASE_INSENSITIVE_ORDER']);
  const parts = shuffled(w.random, [
    `all.headMap("${limit}")`,
    `all.headMap("${limit}", true)`,
    `all.tailMap("${limit}")`,
    `all.tailMap("${limit}", false)`,
    'all.descendingMap()',
    `new TreeMap<>(all.descendingMap())`,
  ]);
  return {
    members: [],
    statements: [
      `TreeMap<String, Integer> all = new TreeMap<>(${order});\n${keys.map((key, i) => `all.put("${key}", ${i});`).join('\n')}`,
      `SortedMap<String, Integer> some = ${parts[0]};\nall.put("${word(w)}", 50);\nall.remove("${word(w)}");`,
      named(w, '"n" + String.join("-", some.keySet())'),
      `for (Map.Entry<String, Integer> e : ${parts[1]}.entrySet()) {\n${named(w, 'e.getKey() + e.getValue()')}\n}`,
      named(w, `all.${pick(w.random, ['floorKey', 'ceilingKey', 'lowerKey', 'higherKey'])}("${limit}")`),
      `TreeSet<Integer> lengths = new TreeSet<>();\nfor (String k : all.navigableKeySet()) lengths.add(k.length() * 7 % 5);`,
      named(w, `"m" + lengths.descendingSet().stream().map(String::valueOf).collect(Collectors.joining("."))`),
      repeated(w, `lengths.${pick(w.random, ['headSet', 'tailSet'])}(${between(w.random, 0, 5)}).size()`),
      decided(w, `some.containsKey("${keys[0]}")`),
    ],
  };
};

const atomics: PieceMaker = (w) => {
  const type = pick(w.random, ['AtomicInteger', 'AtomicLong']);
  const start = pick(w.random, ['', '7', 'Integer.MAX_VALUE']);
  const steps = sample(
    w.random,
    [
      'n.incrementAndGet();',
      `n.addAndGet(${between(w.random, -9, 90)});`,
      'n.updateAndGet(x -> x * 3 + 1);',
      `n.accumulateAndGet(${between(w.random, 1, 50)}, Math::max);`,
      'if (n.compareAndSet(7, 70)) log.updateAndGet(s -> s + "c");',
      'log.set(log.get() + n.getAndDecrement());',
      'words.forEach(x -> n.addAndGet(x.length()));',
    ],
    4,
  );
  return {
    members: [],
    statements: [
      `${type} n = new ${type}(${start});\nAtomicReference<String> log = new AtomicReference<>("${word(w)}");\nList<String> words = List.of(${quoted(someWords(w, 1, 4))});`,
      ...steps,
      named(w, 'log.get() + n'),
      `AtomicBoolean first = new AtomicBoolean(true);\nwords.forEach(x -> {\nif (first.compareAndSet(true, false)) {\n${unnamed(w)}\n} else {\n${named(w, 'x + n.incrementAndGet()')}\n}\n});`,
      repeated(w, 'n.get()'),
    ],
  };
};

export const goingPieces: Readonly<Record<string, PieceMaker>> = { changedLists, changedMaps, sortedParts, atomics };
