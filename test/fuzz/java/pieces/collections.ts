/** Lists, sets, maps, queues and arrays: what they hold, in which order. */
import { decided, named, quoted, repeated, someWords, unnamed, word, type PieceMaker, type Writer } from '../piece.js';
import { between, chance, pick, sample, times } from '../random.js';

/** One store per element, its place in its name. */
function overEach(w: Writer, collection: string, distinct = false): string {
  const i = `at${w.id}x${++w.names}`;
  const type = 'String';
  const ways = [
    `StringBuilder all${i} = new StringBuilder();\nfor (${type} each : ${collection}) {\nall${i}.append(each).append('.');\n}\n${named(w, `all${i}`)}`,
    `int ${i} = 0;\nfor (${type} each : ${collection}) {\n${named(w, `${i}++ + "." + each`)}\n}`,
  ];
  const onlyOfDistinct = [
    `for (${type} each : ${collection}) {\n${named(w, 'each')}\n${unnamed(w)}\n}`,
    `${collection}.forEach(each -> {\n${named(w, 'each')}\n});`,
    `for (Iterator<${type}> it = ${collection}.iterator(); it.hasNext();) {\n${type} each = it.next();\n${named(w, 'each')}\n}`,
  ];
  return pick(w.random, distinct ? [...ways, ...onlyOfDistinct] : ways);
}

function listChange(w: Writer): string {
  const v = `"${word(w)}"`;
  return pick(w.random, [
    `list.add(${v});`,
    `list.add(0, ${v});`,
    `list.add(list.size() / 2, ${v});`,
    'if (list.size() > 2) {\nlist.remove(1);\n}',
    `list.remove(${v});`,
    `list.set(0, list.get(0) + "2");`,
    'Collections.sort(list);',
    'Collections.reverse(list);',
    'list.sort(Comparator.reverseOrder());',
    'list.sort(null);',
    'list.sort(Comparator.comparing(String::length));',
    'list.sort(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));',
    'list.sort((a, b) -> b.compareTo(a));',
    'Collections.swap(list, 0, list.size() - 1);',
    'Collections.rotate(list, 1);',
    'list.replaceAll(String::toUpperCase);',
    'list.replaceAll(s -> s + s.length());',
    'list.removeIf(s -> s.length() > 5);',
    `list.addAll(List.of(${v}, "end"));`,
    `list.addAll(0, Arrays.asList(${v}));`,
    'if (list.size() > 1) {\nlist.subList(0, 1).clear();\n}',
    `list.retainAll(Arrays.asList("orders", "eu", ${v}));`,
    `list.removeAll(List.of(${v}));`,
    `if (!list.contains(${v})) {\nlist.add(${v});\n}`,
    `Collections.addAll(list, ${v}, "tail");`,
    'Iterator<String> it = list.iterator();\nwhile (it.hasNext()) {\nif (it.next().startsWith("u")) {\nit.remove();\n}\n}',
    'for (ListIterator<String> li = list.listIterator(); li.hasNext();) {\nint at = li.nextIndex();\nli.set(li.next() + at);\n}',
    'for (int i = list.size() - 1; i >= 0; i--) {\nif (list.get(i).length() == 2) {\nlist.remove(i);\n}\n}',
    'list = new ArrayList<>(list.subList(0, (list.size() + 1) / 2));',
  ]);
}

const lists: PieceMaker = (w) => ({
  members: [],
  statements: [
    `List<String> list = new ${pick(w.random, ['ArrayList', 'LinkedList', 'ArrayList'])}<>(${pick(w.random, ['List.of', 'Arrays.asList'])}(${quoted(someWords(w, 2, 5))}));`,
    ...times(
      between(w.random, 2, 5),
      () =>
        `{\n${listChange(w).replace('list.set(0,', 'if (!list.isEmpty()) list.set(0,').replace('Collections.swap', 'if (!list.isEmpty()) Collections.swap')}\n}`,
    ),
    `List<String> result = list;`,
    overEach(w, 'result'),
    named(
      w,
      pick(w.random, [
        'result.size()',
        'result.indexOf("eu")',
        'result.contains("orders")',
        'result.isEmpty()',
        'String.join("-", result)',
        'result.lastIndexOf("zed")',
        'result.isEmpty() ? "none" : result.get(result.size() - 1)',
        'result.hashCode()',
        'Collections.frequency(result, "eu")',
      ]),
    ),
    repeated(w, 'result.size()'),
  ],
});

const listViews: PieceMaker = (w) => {
  const four = quoted(someWords(w, 4, 4));
  const lines = [
    `String[] array = {${four}};\nList<String> view = Arrays.asList(array);\nview.set(1, "changed");\narray[0] = "first";\nString shown = array[1] + view.get(0);`,
    `List<String> base = new ArrayList<>(List.of(${four}));\nList<String> view = base.subList(1, 3);\nview.set(0, "v");\nview.add("w");\nString shown = base.toString().replaceAll("[^A-Za-z]+", ".");`,
    `List<String> base = new ArrayList<>(List.of(${four}));\nList<String> view = Collections.unmodifiableList(base);\nbase.add("late");\nString shown = view.get(4) + view.size();`,
    `List<String> base = new ArrayList<>(List.of(${four}));\nList<String> copy = List.copyOf(base);\nbase.clear();\nString shown = copy.size() + "." + base.size();`,
    `List<Integer> base = new ArrayList<>(List.of(5, 3, 1, 4));\nbase.remove(1);\nbase.remove(Integer.valueOf(4));\nString shown = base.get(0) + "." + base.get(1) + "." + base.size();`,
    `List<List<String>> base = new ArrayList<>();\nfor (int i = 0; i < 3; i++) {\nbase.add(new ArrayList<>());\n}\nbase.get(1).add("in");\nbase.get(2).addAll(base.get(1));\nString shown = base.get(0).size() + "" + base.get(1).size() + base.get(2).get(0);`,
    `List<String> base = new ArrayList<>(List.of(${four}));\nList<String> alias = base;\nalias.add("more");\nString shown = base.size() + "." + (base == alias) + (base.equals(new LinkedList<>(alias)));`,
    `List<String> base = Collections.nCopies(3, "n");\nString shown = String.join("", base) + Collections.emptyList().size() + Collections.singletonList("s").get(0);`,
    `List<String> base = new ArrayList<>(List.of(${four}));\nObject[] raw = base.toArray();\nString[] typed = base.toArray(new String[0]);\nraw[0] = "r";\ntyped[1] = "t";\nString shown = base.get(0) + raw.length + typed[1];`,
    `List<Integer> base = Arrays.asList(3, 1, 2);\nCollections.sort(base, Collections.reverseOrder());\nString shown = "" + base.get(0) + Collections.max(base) + Collections.min(base) + Collections.binarySearch(List.of(1, 3, 5), 4);`,
    `List<String> base = new LinkedList<>(List.of(${four}));\n((LinkedList<String>) base).addFirst("f");\n((LinkedList<String>) base).removeLast();\nString shown = String.join(".", base);`,
    `List<int[]> base = new ArrayList<>();\nint[] one = {1};\nbase.add(one);\nbase.add(one.clone());\none[0]++;\nString shown = base.get(0)[0] + "." + base.get(1)[0];`,
    `List<String> a = List.of("x", "y");\nList<String> b = new ArrayList<>(a);\nCollections.reverse(b);\nString shown = a.equals(b) + "" + a.containsAll(b) + b;`.replace(
      '+ b;',
      '+ b.get(0);',
    ),
    `List<Integer> base = new ArrayList<>(List.of(1, 2, 3, 4));\nint sum = 0;\nfor (int n : base) {\nsum += n;\n}\nbase.set(0, sum);\nString shown = base.get(0) + "." + base.indexOf(3);`,
  ];
  return { members: [], statements: sample(w.random, lines, 2).map((code) => `{\n${code}\n${named(w, 'shown')}\n}`) };
};

const mapKinds = ['HashMap', 'HashMap', 'LinkedHashMap', 'TreeMap'];

function mapChange(w: Writer): string {
  const k = `"${word(w)}"`;
  const n = between(w.random, 1, 30);
  return pick(w.random, [
    `map.put(${k}, ${n});`,
    `map.put(${k}, map.getOrDefault(${k}, 0) + 1);`,
    `map.merge(${k}, ${n}, Integer::sum);`,
    `map.merge(${k}, 1, (a, b) -> null);`,
    `map.putIfAbsent(${k}, ${n});`,
    `map.computeIfAbsent(${k}, key -> key.length());`,
    `map.computeIfPresent(${k}, (key, v) -> v > 3 ? null : v * 10);`,
    `map.compute(${k}, (key, v) -> v == null ? 1 : v + 1);`,
    `map.remove(${k});`,
    `map.replaceAll((key, v) -> v + key.length());`,
    `map.entrySet().removeIf(e -> e.getValue() > 20);`,
    `map.keySet().remove(${k});`,
    `map.values().removeIf(v -> v == ${n});`,
    `map.replace(${k}, ${n});`,
    `map.putAll(Map.of(${k}, ${n}));`,
    `for (Map.Entry<String, Integer> e : map.entrySet()) {\ne.setValue(e.getValue() * 2);\n}`,
    `for (String word : "eu us eu asia us eu".split(" ")) {\nmap.merge(word, 1, Integer::sum);\n}`,
    `Integer old = map.put(${k}, ${n});\nif (old != null) {\nmap.put("old", old);\n}`,
    `map.keySet().retainAll(List.of(${quoted(someWords(w, 4, 6))}));`,
  ]);
}

const maps: PieceMaker = (w) => {
  const kind = pick(w.random, mapKinds);
  const keys = someWords(w, 2, 5);
  return {
    members: [],
    statements: [
      pick(w.random, [
        `Map<String, Integer> map = new ${kind}<>();\n${keys.map((key, i) => `map.put("${key}", ${i * 3 + 1});`).join('\n')}`,
        `Map<String, Integer> map = new ${kind}<>();\nint next = 0;\nfor (String key : List.of(${quoted(keys)})) {\nmap.put(key, next += 2);\n}`,
      ]),
      ...times(between(w.random, 1, 4), () => `{\n${mapChange(w)}\n}`),
      pick(w.random, [
        `for (Map.Entry<String, Integer> e : map.entrySet()) {\n${named(w, 'e.getKey() + "-" + e.getValue()')}\n${unnamed(w)}\n}`,
        `for (String key : map.keySet()) {\n${named(w, 'key + map.get(key)')}\n}`,
        `map.forEach((k, v) -> {\n${named(w, 'k + "." + v')}\n});`,
        `int total = 0;\nfor (int v : map.values()) {\ntotal = total * 3 + v;\n}\n${named(w, 'total')}`,
        `for (var e : map.entrySet()) {\nif (e.getValue() % 2 == 1) {\n${unnamed(w)}\n}\n${named(w, 'e.getKey()')}\n}`,
      ]),
      named(
        w,
        pick(w.random, [
          'map.size()',
          `map.get("${keys[0]}")`,
          `map.containsKey("${keys[1]}")`,
          'map.containsValue(4)',
          'map.getOrDefault("none", -1)',
          'map.get("nothing")',
          'map.isEmpty()',
          'String.join("_", map.keySet())',
          'map.hashCode()',
        ]),
      ),
      repeated(w, 'map.size()'),
    ],
  };
};

const sets: PieceMaker = (w) => {
  const kind = pick(w.random, ['HashSet', 'HashSet', 'LinkedHashSet', 'TreeSet']);
  const [a, b] = someWords(w, 2, 2);
  const changes = [
    `boolean fresh = set.add("${a}");\n${decided(w, 'fresh')}`,
    `boolean fresh = set.add("${word(w)}");\n${named(w, 'fresh')}`,
    `set.remove("${b}");`,
    'set.removeIf(s -> s.length() == 2);',
    `set.addAll(List.of(${quoted(someWords(w, 2, 3))}));`,
    `set.retainAll(Set.of(${quoted(someWords(w, 5, 8))}));`,
    `for (String s : new String[] {"x", "y", "x"}) {\nif (!set.add(s)) {\n${named(w, '"again." + s')}\n}\n}`,
  ];
  return {
    members: [],
    statements: [
      `Set<String> set = new ${kind}<>(List.of(${quoted(someWords(w, 3, 6))}));`,
      ...sample(w.random, changes, 2).map((change) => `{\n${change}\n}`),
      overEach(w, 'set', true),
      named(
        w,
        pick(w.random, [
          'set.size()',
          'set.contains("eu")',
          `set.containsAll(List.of("${a}"))`,
          'set.isEmpty()',
          'set.iterator().next()',
          'set.hashCode()',
        ]),
      ),
    ],
  };
};

/** Keys whose hash Java fixes, in tables that grow and in buckets that they share. */
const hashOrder: PieceMaker = (w) => {
  const count = between(w.random, 3, 20);
  const [type, key] = pick(w.random, [
    ['Integer', 'i * 37 % 101'],
    ['Integer', '(i - 3) * 16'],
    ['String', '"k" + i * 7'],
    ['String', "String.valueOf((char) ('z' - i)) + i"],
    ['Long', '(1L << 32) * i + i'],
    ['Character', "(char) ('a' + i * 5 % 26)"],
    ['Boolean', 'i % 2 == 0'],
    ['Double', 'i / 2.0'],
    ['List<Integer>', 'List.of(i, i * 2)'],
    ['Short', '(short) (i * 1000)'],
  ] as const);
  const shown = type.startsWith('List') ? 'each.get(0) + "." + each.get(1)' : 'each';
  return {
    members: [],
    statements: [
      `Set<${type}> set = new HashSet<>(${pick(w.random, ['', '', '4', '64', '16, 0.5f'])});`,
      `Map<${type}, Integer> map = new HashMap<>();`,
      `for (int i = 0; i < ${count}; i++) {\nset.add(${key});\nmap.put(${key}, i);\n}`,
      `StringBuilder all = new StringBuilder();\nfor (${type} each : set) {\nall.append(${shown}).append('_');\n}`,
      named(w, 'all.length() > 80 ? all.substring(0, 80) : all'),
      `int at = 0;\nfor (var e : map.entrySet()) {\nif (at++ == 4) {\nbreak;\n}\n${type} each = e.getKey();\n${named(w, `(${shown}) + "." + e.getValue()`)}\n}`,
      named(w, 'set.size()'),
    ],
  };
};

const sorted: PieceMaker = (w) => {
  const entries = someWords(w, 4, 6).map((key, i) => `map.put("${key}", ${(i * 7) % 5});`);
  const order = pick(w.random, [
    '',
    '',
    'Comparator.reverseOrder()',
    'Comparator.comparing(String::length).thenComparing(Comparator.reverseOrder())',
    'String.CASE_INSENSITIVE_ORDER',
    '(a, b) -> b.length() - a.length()',
  ]);
  const uses = [
    'map.firstKey()',
    'map.lastEntry().getValue()',
    'map.headMap("m").size()',
    'map.tailMap("m", true).size()',
    'map.floorKey("m")',
    'map.ceilingKey("m")',
    'map.higherKey("orders")',
    'map.lowerEntry("orders")',
    'map.descendingMap().firstKey()',
    'map.pollFirstEntry().getKey()',
    'map.subMap("b", "p").size()',
    'map.navigableKeySet().first()',
    'map.descendingKeySet().first()',
    'map.firstEntry().getKey()',
  ];
  return {
    members: [],
    statements: [
      `TreeMap<String, Integer> map = new TreeMap<>(${order});`,
      ...entries,
      `for (Map.Entry<String, Integer> e : map.entrySet()) {\n${named(w, 'e.getKey() + e.getValue()')}\n}`,
      ...sample(w.random, order === '' ? uses : ['map.size()', 'map.firstKey()', 'map.lastKey()'], 2).map((use) =>
        named(w, use.includes('lowerEntry') ? `${use} == null ? "none" : ${use}.getKey()` : use),
      ),
      `TreeSet<Integer> numbers = new TreeSet<>(List.of(5, 1, 9, 3));\nnumbers.add(${between(w.random, 0, 10)});`,
      named(
        w,
        pick(w.random, [
          'numbers.first()',
          'numbers.floor(4)',
          'numbers.ceiling(6)',
          'numbers.headSet(5).size()',
          'numbers.descendingSet().first()',
          'numbers.pollLast()',
          'numbers.higher(3)',
          'numbers.tailSet(3, false).first()',
          'numbers.subSet(1, 6).size()',
        ]),
      ),
    ],
  };
};

const queues: PieceMaker = (w) => {
  const changes = [
    'queue.addFirst("f");',
    'queue.addLast("l");',
    'queue.push("p");',
    'queue.offer("o");',
    'queue.pollFirst();',
    'queue.pollLast();',
    'queue.poll();',
    'if (!queue.isEmpty()) queue.pop();',
    'queue.offerFirst("of");',
    'queue.removeFirstOccurrence("eu");',
    'queue.add("a");',
    'if (queue.size() > 1) queue.removeLast();',
  ];
  const n = w.id;
  const more = [
    `Deque<Integer> stack = new ArrayDeque<>();\nfor (String token : "3 4 + 2 * 7 -".split(" ")) {\nswitch (token) {\ncase "+": stack.push(stack.pop() + stack.pop()); break;\ncase "*": stack.push(stack.pop() * stack.pop()); break;\ncase "-": {\nint right = stack.pop();\nstack.push(stack.pop() - right);\nbreak;\n}\ndefault: stack.push(Integer.parseInt(token));\n}\n}\n${named(w, 'stack.pop()')}`,
    `PriorityQueue<Integer> heap = new PriorityQueue<>(${pick(w.random, ['', 'Comparator.reverseOrder()'])});\nfor (int v : new int[] {5, 2, 8, 1, 9}) {\nheap.add(v);\n}\nheap.poll();\nwhile (!heap.isEmpty()) {\n${named(w, 'heap.poll()')}\n}`,
    `PriorityQueue<String> heap = new PriorityQueue<>(Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder()));\nCollections.addAll(heap, ${quoted(someWords(w, 3, 5))});\n${named(w, 'heap.peek() + heap.size()')}`,
    `Stack<String> stack = new Stack<>();\nstack.push("a");\nstack.push("b");\nstack.add(0, "c");\n${named(w, 'stack.peek() + stack.search("c") + stack.get(0)')}`,
    `Queue<Integer> work = new LinkedList<>(List.of(1));\nint visited = 0;\nwhile (!work.isEmpty() && visited < ${between(w.random, 5, 9)}) {\nint at = work.remove();\nvisited++;\n${named(w, `"n" + at + "." + visited`)}\nwork.add(at * 2);\nif (at % 2 == 1) work.add(at * 2 + 1);\n}`,
    `Deque<Character> open = new ArrayDeque<>();\nboolean balanced = true;\nfor (char c : "${pick(w.random, ['(()[])', '([)]', '(('])}".toCharArray()) {\nif (c == '(' || c == '[') {\nopen.push(c);\n} else if (open.isEmpty() || open.pop() != (c == ')' ? '(' : '[')) {\nbalanced = false;\nbreak;\n}\n}\n${named(w, 'balanced && open.isEmpty()')}`,
  ];
  return {
    members: [],
    statements: [
      `Deque<String> queue = new ${pick(w.random, ['ArrayDeque', 'LinkedList'])}<>(List.of(${quoted(someWords(w, 2, 4))}));`,
      ...sample(w.random, changes, 4),
      overEach(w, 'queue'),
      named(
        w,
        pick(w.random, [
          'queue.size()',
          'queue.peekFirst()',
          'queue.peekLast()',
          'queue.contains("eu")',
          'queue.descendingIterator().hasNext()',
        ]),
      ),
      `{\n${pick(w.random, more)}\n}`.replaceAll('work', `work${n}`),
    ],
  };
};

const enums: PieceMaker = (w) => {
  const n = w.id;
  const names = sample(w.random, ['LOW', 'HIGH', 'MID', 'EU', 'US', 'ASIA'], 4);
  const [a, b, c] = names;
  const lines = [
    `Set<L${n}> set = EnumSet.of(L${n}.${c}, L${n}.${a});\nset.add(L${n}.${b});\nfor (L${n} each : set) {\n${named(w, 'each')}\n}`,
    `EnumMap<L${n}, String> map = new EnumMap<>(L${n}.class);\nmap.put(L${n}.${c}, "c");\nmap.put(L${n}.${a}, "a");\nfor (Map.Entry<L${n}, String> e : map.entrySet()) {\n${named(w, 'e.getKey() + e.getValue()')}\n}`,
    `for (L${n} each : EnumSet.complementOf(EnumSet.of(L${n}.${b}))) {\n${named(w, 'each.ordinal() + each.name().toLowerCase()')}\n}`,
    `for (L${n} each : L${n}.values()) {\nif (each.compareTo(L${n}.${b}) > 0) {\n${named(w, 'each.label()')}\n}\n}`,
    `Map<L${n}, List<String>> byLevel = new TreeMap<>();\nbyLevel.computeIfAbsent(L${n}.${c}, k -> new ArrayList<>()).add("one");\nbyLevel.computeIfAbsent(L${n}.${a}, k -> new ArrayList<>()).add("two");\nbyLevel.computeIfAbsent(L${n}.${c}, k -> new ArrayList<>()).add("three");\nbyLevel.forEach((k, v) -> {\n${named(w, 'k + "-" + String.join(".", v)')}\n});`,
    `for (L${n} each : EnumSet.range(L${n}.${a}, L${n}.${c})) {\n${unnamed(w)}\n${named(w, 'each.weight')}\n}`,
    `L${n} next = L${n}.values()[(L${n}.valueOf("${c}").ordinal() + 2) % L${n}.values().length];\n${named(w, 'next')}`,
    `for (L${n} each : EnumSet.noneOf(L${n}.class)) {\n${unnamed(w)}\n}\n${named(w, `EnumSet.allOf(L${n}.class).size()`)}`,
  ];
  return {
    members: [
      `enum L${n} {\n${names.map((name, i) => `${name}(${i * 2 + 1})${i === 1 && chance(w.random, 0.5) ? ' {\n@Override\nString label() {\nreturn "special";\n}\n}' : ''}`).join(', ')};\n\nfinal int weight;\n\nL${n}(int weight) {\nthis.weight = weight;\n}\n\nString label() {\nreturn name().charAt(0) + "" + weight;\n}\n}`,
    ],
    statements: sample(w.random, lines, 2).map((code) => `{\n${code}\n}`),
  };
};

const arrays: PieceMaker = (w) => {
  const lines = [
    `int[] a = {5, 3, 9, 1};\nArrays.sort(a);\n${named(w, 'a[0] + "." + a[3]')}`,
    `String[] a = {${quoted(someWords(w, 3, 4))}};\nArrays.sort(a);\nfor (String s : a) {\n${named(w, 's')}\n}`,
    `String[] a = {${quoted(someWords(w, 3, 4))}};\nArrays.sort(a, Comparator.comparing(String::length).reversed());\n${named(w, 'a[0] + a.length')}`,
    `String[] a = {${quoted(someWords(w, 3, 4))}};\nArrays.sort(a, 1, 3, Collections.reverseOrder());\n${named(w, 'String.join("-", a)')}`,
    `int[][] grid = new int[3][4];\nfor (int i = 0; i < 3; i++) {\nfor (int j = 0; j < 4; j++) {\ngrid[i][j] = i * j - j;\n}\n}\n${named(w, 'grid[2][3] + grid[1].length + grid.length')}`,
    `int[][] jagged = {{1}, {2, 3}, {}};\nint sum = 0;\nfor (int[] row : jagged) {\nfor (int v : row) {\nsum += v;\n}\n}\n${named(w, 'sum + jagged[1].length')}`,
    `String[] a = new String[3];\nArrays.fill(a, "x");\na[1] += 1;\n${named(w, 'a[0] + a[1] + a[2]')}`,
    `int[] a = new int[5];\nArrays.fill(a, 1, 3, 7);\n${named(w, 'a[0] + a[1] * a[2] + a[3]')}`,
    `int[] a = {1, 2, 3};\nint[] b = Arrays.copyOf(a, 5);\nb[0] = 9;\n${named(w, 'a[0] + "" + b[0] + b[4] + b.length')}`,
    `char[] a = {'c', 'a', 'b'};\nArrays.sort(a);\n${named(w, 'new String(a)')}`,
    `int[] a = {1, 2, 3, 4, 5};\nSystem.arraycopy(a, 0, a, 1, 3);\n${named(w, 'a[1] * 100 + a[2] * 10 + a[3]')}`,
    `int[] a = {4, 5};\nint[] b = a;\nb[0]++;\n${named(w, '(a == b) + "" + a[0] + Arrays.equals(a, new int[] {5, 5}) + a.equals(a.clone())')}`,
    `boolean[] flags = new boolean[3];\nchar[] letters = new char[2];\nString[] texts = new String[1];\ndouble[] doubles = {1, 2};\n${named(w, 'flags[0] + "." + (int) letters[1] + texts[0] + doubles[1]')}`,
    `String[][] pairs = {{"a", "1"}, {"b", "2"}};\nfor (String[] pair : pairs) {\n${named(w, 'pair[0] + pair[1]')}\n}`,
    `Integer[] a = {3, 1, 2};\nArrays.sort(a, (x, y) -> y - x);\n${named(w, '"" + a[0] + a[1] + a[2]')}`,
    `int[] a = {1, 2, 3, 4};\nint[] b = Arrays.copyOfRange(a, 1, 3);\n${named(w, 'b.length + b[1] + Arrays.stream(a).sum() + Arrays.hashCode(b)')}`,
    `long[] memo = new long[20];\nmemo[1] = 1;\nfor (int i = 2; i < memo.length; i++) {\nmemo[i] = memo[i - 1] + memo[i - 2];\n}\n${named(w, 'memo[19]')}`,
    `int[] a = {5, 2, 4, 1};\nfor (int i = 0; i < a.length; i++) {\nfor (int j = 0; j + 1 < a.length - i; j++) {\nif (a[j] > a[j + 1]) {\nint t = a[j];\na[j] = a[j + 1];\na[j + 1] = t;\n}\n}\n}\n${named(w, 'a[0] + "" + a[1] + a[2] + a[3]')}`,
    `int[] counts = new int[3];\nfor (String s : new String[] {${quoted(someWords(w, 4, 6))}}) {\ncounts[s.length() % 3]++;\n}\n${named(w, 'counts[0] + "." + counts[1] + "." + counts[2]')}`,
    `byte[] a = "abc".getBytes();\n${named(w, 'a[0] + a.length')}`,
    `int[] a = {1, 2, 3};\nArrays.setAll(a, i -> i * i + 1);\n${named(w, 'a[2] + Arrays.asList("p", "q").indexOf("q")')}`,
    `Object[] a = {1, "two", 'c', 2.0, null};\nfor (Object o : a) {\n${named(w, 'o instanceof Integer ? "int" : o instanceof String ? "text" : o')}\n}`,
  ];
  return { members: [], statements: sample(w.random, lines, 3).map((code) => `{\n${code}\n}`) };
};

const nested: PieceMaker = (w) => ({
  members: [],
  statements: [
    `Map<String, List<String>> groups = new ${pick(w.random, ['HashMap', 'TreeMap', 'LinkedHashMap'])}<>();`,
    `for (String s : List.of(${quoted(someWords(w, 5, 8))})) {\n${pick(w.random, ['groups.computeIfAbsent(s.substring(0, 1), k -> new ArrayList<>()).add(s);', 'if (!groups.containsKey("n" + s.length())) {\ngroups.put("n" + s.length(), new LinkedList<>());\n}\ngroups.get("n" + s.length()).add(0, s);', 'List<String> found = groups.get(s.length() > 4 ? "long" : "short");\nif (found == null) {\nfound = new ArrayList<>();\ngroups.put(s.length() > 4 ? "long" : "short", found);\n}\nfound.add(s);'])}\n}`,
    `for (Map.Entry<String, List<String>> e : groups.entrySet()) {\n${pick(w.random, ['', 'Collections.sort(e.getValue());\n', 'e.getValue().removeIf(s -> s.length() > 6);\n'])}${named(w, 'e.getKey() + "-" + e.getValue().size()')}\nfor (String member : e.getValue()) {\n${unnamed(w)}\n${named(w, 'e.getKey() + "." + member')}\n}\n}`,
  ],
});

export const collectionPieces: Readonly<Record<string, PieceMaker>> = {
  lists,
  listViews,
  maps,
  sets,
  hashOrder,
  sorted,
  queues,
  enums,
  arrays,
  nested,
};
