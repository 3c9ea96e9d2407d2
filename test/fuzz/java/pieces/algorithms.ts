/** Small programs as people write them: algorithms, patterns of design, simulations; what they compute names and decides. */
import { decided, named, quoted, repeated, someWords, unnamed, word, type PieceMaker, type Writer } from '../piece.js';
import { between, pick, sample, shuffled } from '../random.js';

/** Members, statements before, and the expression that is the result; `@` is the number of the piece. */
type Snippet = readonly [members: string, before: string, result: string];

const numbers = (w: Writer, count: number): string =>
  shuffled(w.random, [3, 1, 4, 15, 9, 2, 6, 5, 35, 8, 97, 93]).slice(0, count).join(', ');

function asPiece(w: Writer, [members, before, result]: Snippet): ReturnType<PieceMaker> {
  const text = `result${w.id}`;
  return {
    members: members === '' ? [] : [members.replaceAll(/@(?!Override)/g, String(w.id))],
    statements: [
      ...(before === '' ? [] : [before.replaceAll('@', String(w.id))]),
      `var ${text} = ${result.replaceAll('@', String(w.id))};`,
      named(w, text),
      repeated(w, `("" + ${text}).length()`),
      decided(w, `("" + ${text}).hashCode() % 2 == 0`),
    ],
  };
}

const dynamic: PieceMaker = (w) => {
  const n = between(w.random, 4, 9);
  const [a, b] = someWords(w, 2, 2);
  const snippets: Snippet[] = [
    [
      'static final Map<Integer, Long> memo@ = new HashMap<>();\n\nstatic long fib@(int n) {\nif (n < 2) return n;\nLong known = memo@.get(n);\nif (known != null) return known;\nlong value = fib@(n - 1) + fib@(n - 2);\nmemo@.put(n, value);\nreturn value;\n}',
      '',
      `fib@(${n * 9})`,
    ],
    [
      'static int distance@(String a, String b) {\nint[][] d = new int[a.length() + 1][b.length() + 1];\nfor (int i = 0; i <= a.length(); i++) d[i][0] = i;\nfor (int j = 0; j <= b.length(); j++) d[0][j] = j;\nfor (int i = 1; i <= a.length(); i++) {\nfor (int j = 1; j <= b.length(); j++) {\nint cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;\nd[i][j] = Math.min(Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + cost);\n}\n}\nreturn d[a.length()][b.length()];\n}',
      '',
      `distance@("${a}", "${b}")`,
    ],
    [
      'static String common@(String a, String b) {\nif (a.isEmpty() || b.isEmpty()) return "";\nif (a.charAt(0) == b.charAt(0)) return a.charAt(0) + common@(a.substring(1), b.substring(1));\nString left = common@(a.substring(1), b);\nString right = common@(a, b.substring(1));\nreturn left.length() >= right.length() ? left : right;\n}',
      '',
      `"l" + common@("${a?.slice(0, 5)}", "${b?.slice(0, 5)}")`,
    ],
    [
      '',
      `int[] weights = {1, 3, 4, 5};\nint[] values = {1, 4, 5, 7};\nint[] best = new int[${n + 1}];\nfor (int i = 0; i < weights.length; i++) {\nfor (int room = best.length - 1; room >= weights[i]; room--) {\nbest[room] = Math.max(best[room], best[room - weights[i]] + values[i]);\n}\n}`,
      `best[${n}]`,
    ],
    [
      '',
      `int[] coins = {1, 2, 5};\nlong[] ways = new long[${n + 10}];\nways[0] = 1;\nfor (int coin : coins) {\nfor (int i = coin; i < ways.length; i++) ways[i] += ways[i - coin];\n}`,
      'ways[ways.length - 1]',
    ],
    [
      '',
      `List<List<Integer>> triangle = new ArrayList<>();\nfor (int i = 0; i < ${n}; i++) {\nList<Integer> row = new ArrayList<>();\nfor (int j = 0; j <= i; j++) {\nrow.add(j == 0 || j == i ? 1 : triangle.get(i - 1).get(j - 1) + triangle.get(i - 1).get(j));\n}\ntriangle.add(row);\n}`,
      `triangle.get(${n - 1}).get(${n >> 1})`,
    ],
    [
      'static int moves@(int n, char from, char to, char by) {\nreturn n == 0 ? 0 : moves@(n - 1, from, by, to) + 1 + moves@(n - 1, by, to, from);\n}',
      '',
      `moves@(${Math.min(n, 6)}, 'A', 'C', 'B')`,
    ],
    [
      'static void permute@(String prefix, String rest, List<String> out) {\nif (rest.isEmpty()) {\nout.add(prefix);\nreturn;\n}\nfor (int i = 0; i < rest.length(); i++) {\npermute@(prefix + rest.charAt(i), rest.substring(0, i) + rest.substring(i + 1), out);\n}\n}',
      'List<String> all = new ArrayList<>();\npermute@("", "abc", all);',
      `all.size() + "." + all.get(${between(w.random, 0, 5)})`,
    ],
    [
      'static int queens@(int n, int row, int[] at) {\nif (row == n) return 1;\nint count = 0;\nfor (int c = 0; c < n; c++) {\nboolean free = true;\nfor (int r = 0; r < row && free; r++) {\nfree = at[r] != c && Math.abs(at[r] - c) != row - r;\n}\nif (free) {\nat[row] = c;\ncount += queens@(n, row + 1, at);\n}\n}\nreturn count;\n}',
      '',
      `queens@(${between(w.random, 3, 5)}, 0, new int[5])`,
    ],
    [
      "static String subsets@(int n) {\nStringBuilder out = new StringBuilder();\nfor (int mask = 0; mask < 1 << n; mask++) {\nif (Integer.bitCount(mask) != 2) continue;\nfor (int i = 0; i < n; i++) {\nif ((mask & (1 << i)) != 0) out.append((char) ('a' + i));\n}\nout.append('.');\n}\nreturn out.toString();\n}",
      '',
      `subsets@(${between(w.random, 3, 4)})`,
    ],
  ];
  return asPiece(w, pick(w.random, snippets));
};

const sorting: PieceMaker = (w) => {
  const list = numbers(w, between(w.random, 4, 7));
  const snippets: Snippet[] = [
    [
      'static void sort@(int[] a, int lo, int hi) {\nif (lo >= hi) return;\nint pivot = a[(lo + hi) / 2];\nint i = lo, j = hi;\nwhile (i <= j) {\nwhile (a[i] < pivot) i++;\nwhile (a[j] > pivot) j--;\nif (i <= j) {\nint t = a[i];\na[i++] = a[j];\na[j--] = t;\n}\n}\nsort@(a, lo, j);\nsort@(a, i, hi);\n}',
      `int[] data = {${list}};\nsort@(data, 0, data.length - 1);`,
      'data[0] + "." + data[data.length / 2] + "." + data[data.length - 1]',
    ],
    [
      'static List<Integer> merge@(List<Integer> all) {\nif (all.size() < 2) return all;\nint middle = all.size() / 2;\nList<Integer> left = merge@(all.subList(0, middle));\nList<Integer> right = merge@(all.subList(middle, all.size()));\nList<Integer> out = new ArrayList<>();\nint i = 0, j = 0;\nwhile (i < left.size() && j < right.size()) {\nout.add(left.get(i) <= right.get(j) ? left.get(i++) : right.get(j++));\n}\nwhile (i < left.size()) out.add(left.get(i++));\nwhile (j < right.size()) out.add(right.get(j++));\nreturn out;\n}',
      `List<Integer> data = merge@(List.of(${list}));`,
      'data.get(1) + "." + data.get(data.size() - 1)',
    ],
    [
      '',
      `int[] data = {${list}};\nint swaps = 0;\nfor (int i = 1; i < data.length; i++) {\nint key = data[i];\nint j = i - 1;\nwhile (j >= 0 && data[j] > key) {\ndata[j + 1] = data[j--];\nswaps++;\n}\ndata[j + 1] = key;\n}`,
      'swaps + "." + data[0]',
    ],
    [
      'static int search@(int[] a, int what) {\nint lo = 0, hi = a.length - 1, steps = 0;\nwhile (lo <= hi) {\nint mid = lo + (hi - lo) / 2;\nsteps++;\nif (a[mid] == what) return steps;\nif (a[mid] < what) lo = mid + 1;\nelse hi = mid - 1;\n}\nreturn -steps;\n}',
      `int[] data = {${list}};\nArrays.sort(data);`,
      `search@(data, ${between(w.random, 1, 20)})`,
    ],
    [
      '',
      `List<String> data = new ArrayList<>(List.of(${quoted(someWords(w, 4, 6))}));\nfor (int i = 0; i < data.size() - 1; i++) {\nint least = i;\nfor (int j = i + 1; j < data.size(); j++) {\nif (data.get(j).compareTo(data.get(least)) < 0) least = j;\n}\nString t = data.get(i);\ndata.set(i, data.get(least));\ndata.set(least, t);\n}`,
      'String.join("-", data)',
    ],
    [
      '',
      `int[] data = {${list}};\nint max = Integer.MIN_VALUE, second = Integer.MIN_VALUE;\nfor (int x : data) {\nif (x > max) {\nsecond = max;\nmax = x;\n} else if (x > second) {\nsecond = x;\n}\n}`,
      'max - second',
    ],
  ];
  return asPiece(w, pick(w.random, snippets));
};

const graphs: PieceMaker = (w) => {
  const edges = sample(w.random, ['a-b', 'a-c', 'b-d', 'c-d', 'd-e', 'e-b', 'c-f', 'f-g'], between(w.random, 4, 8))
    .map((edge) => `"${edge}"`)
    .join(', ');
  const build = `Map<String, Set<String>> graph = new ${pick(w.random, ['TreeMap', 'HashMap', 'LinkedHashMap'])}<>();\nfor (String edge : new String[] {${edges}}) {\nString[] ends = edge.split("-");\ngraph.computeIfAbsent(ends[0], k -> new TreeSet<>()).add(ends[1]);\ngraph.computeIfAbsent(ends[1], k -> new TreeSet<>());\n}`;
  const snippets: Snippet[] = [
    [
      'static void visit@(String at, Map<String, Set<String>> graph, Set<String> seen) {\nif (!seen.add(at)) return;\nfor (String next : graph.get(at)) visit@(next, graph, seen);\n}',
      `${build}\nSet<String> seen = new LinkedHashSet<>();\nfor (String at : graph.keySet()) visit@(at, graph, seen);`,
      'String.join("", seen)',
    ],
    [
      '',
      `${build}\nMap<String, Integer> incoming = new TreeMap<>();\nfor (Map.Entry<String, Set<String>> e : graph.entrySet()) {\nincoming.putIfAbsent(e.getKey(), 0);\nfor (String to : e.getValue()) incoming.merge(to, 1, Integer::sum);\n}\nDeque<String> ready = new ArrayDeque<>();\nincoming.forEach((node, count) -> {\nif (count == 0) ready.add(node);\n});\nStringBuilder order = new StringBuilder();\nwhile (!ready.isEmpty()) {\nString at = ready.poll();\norder.append(at);\nfor (String to : graph.get(at)) {\nif (incoming.merge(to, -1, Integer::sum) == 0) ready.add(to);\n}\n}`,
      '"o" + order',
    ],
    [
      'static int find@(int[] parent, int x) {\nwhile (parent[x] != x) {\nparent[x] = parent[parent[x]];\nx = parent[x];\n}\nreturn x;\n}',
      `int[] parent = new int[7];\nfor (int i = 0; i < parent.length; i++) parent[i] = i;\nint groups = parent.length;\nfor (String edge : new String[] {${edges}}) {\nint a = find@(parent, edge.charAt(0) - 'a'), b = find@(parent, edge.charAt(2) - 'a');\nif (a != b) {\nparent[a] = b;\ngroups--;\n}\n}`,
      'groups',
    ],
    [
      '',
      `${build}\nMap<String, Integer> far = new HashMap<>();\nQueue<String> work = new LinkedList<>();\nwork.add("${pick(w.random, ['a', 'b', 'c'])}");\nfar.put(work.peek(), 0);\nwhile (!work.isEmpty()) {\nString at = work.remove();\nfor (String to : graph.getOrDefault(at, Set.of())) {\nif (!far.containsKey(to)) {\nfar.put(to, far.get(at) + 1);\nwork.offer(to);\n}\n}\n}\nStringBuilder out = new StringBuilder();\nfor (Map.Entry<String, Integer> e : far.entrySet()) out.append(e.getKey()).append(e.getValue());`,
      '"d" + out',
    ],
  ];
  return asPiece(w, pick(w.random, snippets));
};

const design: PieceMaker = (w) => {
  const [a, b, c] = someWords(w, 3, 3);
  const snippets: Snippet[] = [
    [
      'static class Cache@<K, V> extends LinkedHashMap<K, V> {\nprivate final int capacity;\nCache@(int capacity) {\nsuper(16, 0.75f, true);\nthis.capacity = capacity;\n}\n@Override\nprotected boolean removeEldestEntry(Map.Entry<K, V> eldest) {\nreturn size() > capacity;\n}\n}',
      `Cache@<String, Integer> cache = new Cache@<>(2);\ncache.put("${a}", 1);\ncache.put("${b}", 2);\ncache.get("${a}");\ncache.put("${c}", 3);`,
      'String.join("-", cache.keySet())',
    ],
    [
      'interface Listener@ {\nvoid on(String event);\n}\n\nstatic class Bus@ {\nprivate final Map<String, List<Listener@>> listeners = new HashMap<>();\nvoid subscribe(String topic, Listener@ listener) {\nlisteners.computeIfAbsent(topic, k -> new ArrayList<>()).add(listener);\n}\nint publish(String topic, String event) {\nList<Listener@> all = listeners.getOrDefault(topic, Collections.emptyList());\nfor (Listener@ listener : all) listener.on(event);\nreturn all.size();\n}\n}',
      `Bus@ bus = new Bus@();\nList<String> heard = new ArrayList<>();\nbus.subscribe("x", heard::add);\nbus.subscribe("x", event -> heard.add(event.toUpperCase()));\nint told = bus.publish("x", "${a}") + bus.publish("y", "${b}");`,
      'told + String.join(".", heard)',
    ],
    [
      'interface Shape@ {\n<R> R accept(Visitor@<R> visitor);\n}\n\ninterface Visitor@<R> {\nR leaf(int value);\nR pair(Shape@ left, Shape@ right);\n}\n\nrecord Leaf@(int value) implements Shape@ {\npublic <R> R accept(Visitor@<R> visitor) {\nreturn visitor.leaf(value);\n}\n}\n\nrecord Pair@(Shape@ left, Shape@ right) implements Shape@ {\npublic <R> R accept(Visitor@<R> visitor) {\nreturn visitor.pair(left, right);\n}\n}',
      `Shape@ tree = new Pair@(new Leaf@(${between(w.random, 1, 9)}), new Pair@(new Leaf@(2), new Leaf@(5)));\nint sum = tree.accept(new Visitor@<Integer>() {\npublic Integer leaf(int value) {\nreturn value;\n}\npublic Integer pair(Shape@ left, Shape@ right) {\nreturn left.accept(this) + 2 * right.accept(this);\n}\n});`,
      'sum',
    ],
    [
      'static class Request@ {\nprivate String topic = "none";\nprivate int size = 1;\nprivate final List<String> tags = new ArrayList<>();\nstatic Request@ create() {\nreturn new Request@();\n}\nRequest@ topic(String topic) {\nthis.topic = topic;\nreturn this;\n}\nRequest@ size(int size) {\nif (size < 0) throw new IllegalArgumentException("size " + size);\nthis.size = size;\nreturn this;\n}\nRequest@ tag(String... more) {\ntags.addAll(Arrays.asList(more));\nreturn this;\n}\nString build() {\nreturn topic + size + String.join("", tags);\n}\n}',
      `String made;\ntry {\nmade = Request@.create().topic("${a}").tag("p", "q").size(${pick(w.random, ['3', '-3'])}).build();\n} catch (IllegalArgumentException e) {\nmade = e.getMessage().replace(' ', '_');\n}`,
      'made',
    ],
    [
      'static abstract class Handler@ {\nprivate Handler@ next;\nHandler@ link(Handler@ next) {\nthis.next = next;\nreturn next;\n}\nString handle(int n) {\nif (fits(n)) return name() + n;\nreturn next == null ? "nobody" : next.handle(n);\n}\nabstract boolean fits(int n);\nString name() {\nreturn getClass().getSimpleName().substring(0, 3);\n}\n}\n\nstatic class Even@ extends Handler@ {\nboolean fits(int n) {\nreturn n % 2 == 0;\n}\n}\n\nstatic class Large@ extends Handler@ {\nboolean fits(int n) {\nreturn n > 10;\n}\n}',
      `Handler@ chain = new Even@();\nchain.link(new Large@());`,
      `chain.handle(${between(w.random, 1, 15)}) + chain.handle(4)`,
    ],
    [
      'interface Command@ {\nvoid run(Deque<Integer> stack);\n}\n\nenum Commands@ implements Command@ {\nDUP {\npublic void run(Deque<Integer> stack) {\nstack.push(stack.peek());\n}\n},\nADD {\npublic void run(Deque<Integer> stack) {\nstack.push(stack.pop() + stack.pop());\n}\n},\nNEG {\npublic void run(Deque<Integer> stack) {\nstack.push(-stack.pop());\n}\n}\n}',
      `Deque<Integer> stack = new ArrayDeque<>(List.of(${numbers(w, 3)}));\nfor (String word : "${pick(w.random, ['dup add neg', 'add dup', 'neg add dup add', 'add add add'])}".split(" ")) {\ntry {\nCommands@.valueOf(word.toUpperCase()).run(stack);\n} catch (NoSuchElementException | NullPointerException e) {\nstack.push(1000);\n}\n}`,
      'stack.peek() + "." + stack.size()',
    ],
    [
      'static class Money@ implements Comparable<Money@> {\nprivate final long cents;\nMoney@(long cents) {\nthis.cents = cents;\n}\nMoney@ plus(Money@ other) {\nreturn new Money@(Math.addExact(cents, other.cents));\n}\n@Override\npublic int compareTo(Money@ other) {\nreturn Long.compare(cents, other.cents);\n}\n@Override\npublic boolean equals(Object o) {\nif (this == o) return true;\nif (o == null || getClass() != o.getClass()) return false;\nreturn cents == ((Money@) o).cents;\n}\n@Override\npublic int hashCode() {\nreturn Objects.hash(cents);\n}\n@Override\npublic String toString() {\nreturn cents / 100 + "." + String.format("%02d", cents % 100);\n}\n}',
      `List<Money@> all = new ArrayList<>();\nfor (int cents : new int[] {${numbers(w, 4)}}) all.add(new Money@(cents * 37L));\nCollections.sort(all);\nMoney@ sum = all.stream().reduce(new Money@(0), Money@::plus);`,
      'sum + "-" + all.get(0) + all.contains(new Money@(37))',
    ],
    [
      'static class Counter@ {\nprivate static final Map<String, Counter@> ALL = new TreeMap<>();\nprivate int value;\nstatic Counter@ named(String name) {\nreturn ALL.computeIfAbsent(name, k -> new Counter@());\n}\nint increment() {\nreturn ++value;\n}\nstatic String report() {\nStringBuilder out = new StringBuilder();\nfor (Map.Entry<String, Counter@> e : ALL.entrySet()) out.append(e.getKey()).append(e.getValue().value);\nreturn out.toString();\n}\n}',
      `for (String name : List.of("${a}", "${b}", "${a}")) Counter@.named(name).increment();`,
      'Counter@.report()',
    ],
    [
      'static class Matrix@ {\nfinal int[][] cells;\nMatrix@(int[][] cells) {\nthis.cells = cells;\n}\nMatrix@ times(Matrix@ other) {\nint n = cells.length;\nint[][] out = new int[n][n];\nfor (int i = 0; i < n; i++)\nfor (int j = 0; j < n; j++)\nfor (int k = 0; k < n; k++) out[i][j] += cells[i][k] * other.cells[k][j];\nreturn new Matrix@(out);\n}\n}',
      `Matrix@ power = new Matrix@(new int[][] {{1, 1}, {1, 0}});\nfor (int i = 0; i < ${between(w.random, 2, 12)}; i++) power = power.times(new Matrix@(new int[][] {{1, 1}, {1, 0}}));`,
      'power.cells[0][1] + "." + power.cells[0][0]',
    ],
    [
      'static class Chain@<T> {\nprivate class Link {\nfinal T value;\nLink next;\nLink(T value) {\nthis.value = value;\n}\n}\nprivate Link head;\nprivate int size;\nvoid push(T value) {\nLink link = new Link(value);\nlink.next = head;\nhead = link;\nsize++;\n}\nvoid reverse() {\nLink previous = null;\nfor (Link at = head; at != null;) {\nLink next = at.next;\nat.next = previous;\nprevious = at;\nat = next;\n}\nhead = previous;\n}\n@Override\npublic String toString() {\nStringBuilder out = new StringBuilder();\nfor (Link at = head; at != null; at = at.next) out.append(at.value).append(at.next == null ? "" : "-");\nreturn out.toString();\n}\n}',
      `Chain@<String> chain = new Chain@<>();\nfor (String s : List.of(${quoted(someWords(w, 2, 4))})) chain.push(s);\nif (chain.size > 2) chain.reverse();`,
      'chain + "." + chain.size',
    ],
  ];
  return asPiece(w, pick(w.random, snippets));
};

const parsing: PieceMaker = (w) => {
  const snippets: Snippet[] = [
    [
      '',
      `Map<String, String> config = new ${pick(w.random, ['HashMap', 'TreeMap'])}<>();\nfor (String line : "topic=orders\\n# comment\\nsize = 12\\n\\nbroken\\nmode=fast=er".split("\\n")) {\nline = line.trim();\nif (line.isEmpty() || line.startsWith("#")) continue;\nint at = line.indexOf('=');\nif (at < 0) {\nconfig.put("errors", config.getOrDefault("errors", "") + line.length());\ncontinue;\n}\nconfig.put(line.substring(0, at).trim(), line.substring(at + 1).trim());\n}\nint size = Integer.parseInt(config.getOrDefault("size", "1"));`,
      'config.get("topic") + size + config.get("mode").replace(\'=\', \'-\') + config.get("errors")',
    ],
    [
      '',
      `int total = 0;\nList<String> bad = new ArrayList<>();\nfor (String row : List.of("a;1", "b;x", "c", "d;4;5", "${word(w)};${between(w.random, 1, 50)}")) {\ntry {\nString[] cells = row.split(";");\ntotal += Integer.parseInt(cells[1]) * cells.length;\n} catch (NumberFormatException e) {\nbad.add("n" + row.charAt(0));\n} catch (ArrayIndexOutOfBoundsException e) {\nbad.add("i" + row.charAt(0));\n}\n}`,
      'total + String.join("", bad)',
    ],
    [
      "static int eval@(String text) {\nint value = 0;\nint current = 0;\nchar sign = '+';\nfor (int i = 0; i <= text.length(); i++) {\nchar c = i < text.length() ? text.charAt(i) : '+';\nif (Character.isDigit(c)) {\ncurrent = current * 10 + (c - '0');\n} else {\nvalue += sign == '-' ? -current : current;\nsign = c;\ncurrent = 0;\n}\n}\nreturn value;\n}",
      '',
      `eval@("${between(w.random, 1, 99)}-${between(w.random, 1, 99)}+${between(w.random, 1, 9)}")`,
    ],
    [
      '',
      `Map<String, List<String>> anagrams = new TreeMap<>();\nfor (String s : "${pick(w.random, ['eat tea tan ate nat bat', 'stop pots post opt top'])}".split(" ")) {\nchar[] letters = s.toCharArray();\nArrays.sort(letters);\nanagrams.computeIfAbsent(new String(letters), k -> new ArrayList<>()).add(s);\n}\nStringBuilder out = new StringBuilder();\nfor (List<String> group : anagrams.values()) out.append(group.size()).append(group.get(0)).append('.');`,
      'out',
    ],
    [
      'static boolean luhn@(String digits) {\nint sum = 0;\nboolean twice = false;\nfor (int i = digits.length() - 1; i >= 0; i--) {\nint d = Character.getNumericValue(digits.charAt(i));\nif (twice && (d *= 2) > 9) d -= 9;\nsum += d;\ntwice = !twice;\n}\nreturn sum % 10 == 0;\n}',
      '',
      `luhn@("${pick(w.random, ['79927398713', '79927398710', '4539148803436467'])}")`,
    ],
    [
      'static String base@(int n, int radix) {\nif (n == 0) return "0";\nString digits = "0123456789abcdef";\nStringBuilder out = new StringBuilder();\nfor (int rest = n; rest > 0; rest /= radix) out.insert(0, digits.charAt(rest % radix));\nreturn out.toString();\n}',
      '',
      `base@(${between(w.random, 10, 900)}, ${pick(w.random, ['2', '7', '16'])})`,
    ],
    [
      '',
      `Map<Character, Integer> counts = new ${pick(w.random, ['HashMap', 'TreeMap', 'LinkedHashMap'])}<>();\nfor (char ch : "${pick(w.random, ['mississippi', 'orders-by-day', 'abracadabra'])}".toCharArray()) {\nif (!Character.isLetter(ch)) continue;\ncounts.put(ch, counts.getOrDefault(ch, 0) + 1);\n}\nchar most = ' ';\nfor (Map.Entry<Character, Integer> e : counts.entrySet()) {\nif (most == ' ' || e.getValue() > counts.get(most)) most = e.getKey();\n}`,
      'most + "" + counts.get(most) + counts.size()',
    ],
    [
      '',
      `String text = "the quick fox jumps over the lazy dog the end";\nTreeMap<Integer, Integer> lengths = new TreeMap<>();\nfor (String s : text.split("\\\\s+")) lengths.merge(s.length(), 1, Integer::sum);\nString longest = Arrays.stream(text.split(" ")).max(Comparator.comparingInt(String::length).thenComparing(Comparator.reverseOrder())).orElse("");`,
      'longest + lengths.firstEntry().getValue() + lengths.lastKey()',
    ],
  ];
  return asPiece(w, pick(w.random, snippets));
};

const simulations: PieceMaker = (w) => {
  const snippets: Snippet[] = [
    [
      'enum Light@ {\nRED(3), GREEN(2), YELLOW(1);\nfinal int ticks;\nLight@(int ticks) {\nthis.ticks = ticks;\n}\nLight@ next() {\nswitch (this) {\ncase RED:\nreturn GREEN;\ncase GREEN:\nreturn YELLOW;\ndefault:\nreturn RED;\n}\n}\n}',
      `Light@ light = Light@.RED;\nint left = light.ticks;\nfor (int tick = 0; tick < ${between(w.random, 3, 15)}; tick++) {\nif (--left == 0) {\nlight = light.next();\nleft = light.ticks;\n}\n}`,
      'light.name().toLowerCase() + left',
    ],
    [
      'static class Flaky@ {\nprivate int calls;\nprivate final int failures;\nFlaky@(int failures) {\nthis.failures = failures;\n}\nString call() throws Exception {\nif (++calls <= failures) throw new Exception("try" + calls);\nreturn "ok" + calls;\n}\n}\n\nstatic String retry@(Flaky@ flaky, int most) {\nString last = "none";\nfor (int i = 1; i <= most; i++) {\ntry {\nreturn flaky.call();\n} catch (Exception e) {\nlast = e.getMessage();\n} finally {\nlast += "f";\n}\n}\nreturn last;\n}',
      '',
      `retry@(new Flaky@(${between(w.random, 0, 4)}), 3)`,
    ],
    [
      '',
      `boolean[][] alive = new boolean[5][5];\nalive[2][1] = alive[2][2] = alive[2][3] = true;\nalive[${between(w.random, 0, 4)}][2] = true;\nfor (int round = 0; round < 2; round++) {\nboolean[][] next = new boolean[5][5];\nfor (int y = 0; y < 5; y++) {\nfor (int x = 0; x < 5; x++) {\nint around = 0;\nfor (int dy = -1; dy <= 1; dy++) {\nfor (int dx = -1; dx <= 1; dx++) {\nint yy = y + dy, xx = x + dx;\nif ((dy != 0 || dx != 0) && yy >= 0 && yy < 5 && xx >= 0 && xx < 5 && alive[yy][xx]) around++;\n}\n}\nnext[y][x] = around == 3 || alive[y][x] && around == 2;\n}\n}\nalive = next;\n}\nint count = 0;\nfor (boolean[] row : alive) for (boolean cell : row) if (cell) count++;`,
      'count',
    ],
    [
      'static class Stock@ {\nprivate final Map<String, Integer> items = new TreeMap<>();\nvoid add(String name, int count) {\nif (count <= 0) throw new IllegalArgumentException("count");\nitems.merge(name, count, Integer::sum);\n}\nvoid take(String name, int count) {\nInteger there = items.get(name);\nif (there == null) throw new NoSuchElementException(name);\nif (there < count) throw new IllegalStateException(name + there);\nif (there == count) items.remove(name);\nelse items.put(name, there - count);\n}\n}',
      `Stock@ stock = new Stock@();\nStringBuilder log = new StringBuilder();\nint[][] steps = {{0, 5}, {1, ${between(w.random, -1, 4)}}, {0, 3}, {2, 1}, {0, 9}};\nfor (int[] step : steps) {\ntry {\nif (step[0] == 0) stock.take("a", step[1]);\nelse stock.add(step[0] == 1 ? "a" : "b", step[1]);\nlog.append("k");\n} catch (IllegalArgumentException | IllegalStateException e) {\nlog.append(e.getMessage());\n} catch (NoSuchElementException e) {\nlog.append("n").append(e.getMessage());\n}\n}`,
      'log.append(stock.items.size())',
    ],
    [
      '',
      `long seed = ${between(w.random, 1, 999)}L;\nStringBuilder out = new StringBuilder();\nfor (int i = 0; i < 6; i++) {\nseed = (seed * 6364136223846793005L + 1442695040888963407L);\nout.append((char) ('a' + Math.floorMod(seed >>> 33, 26)));\n}`,
      'out',
    ],
    [
      '',
      `int people = ${between(w.random, 5, 9)};\nList<Integer> circle = new LinkedList<>();\nfor (int i = 1; i <= people; i++) circle.add(i);\nint at = 0;\nStringBuilder out = new StringBuilder();\nwhile (circle.size() > 1) {\nat = (at + 2) % circle.size();\nout.append(circle.remove(at));\n}`,
      'out.append("-").append(circle.get(0))',
    ],
    [
      '',
      `String[] names = {${quoted(someWords(w, 3, 4))}};\nint[] scores = new int[names.length];\nfor (int round = 1; round <= 3; round++) {\nfor (int i = 0; i < names.length; i++) {\nscores[i] += names[i].length() * round % 5;\n}\n}\nint best = 0;\nfor (int i = 1; i < scores.length; i++) if (scores[i] > scores[best]) best = i;`,
      'names[best] + scores[best]',
    ],
    [
      'static class Task@ {\nfinal String name;\nfinal int priority;\nTask@(String name, int priority) {\nthis.name = name;\nthis.priority = priority;\n}\n}',
      `PriorityQueue<Task@> queue = new PriorityQueue<>((x, y) -> x.priority != y.priority ? Integer.compare(y.priority, x.priority) : x.name.compareTo(y.name));\nint p = 0;\nfor (String s : List.of(${quoted(someWords(w, 3, 5))})) queue.add(new Task@(s, p++ % 2));\nStringBuilder out = new StringBuilder();\nwhile (queue.size() > 1) out.append(queue.poll().name).append('.');`,
      'out',
    ],
  ];
  return asPiece(w, pick(w.random, snippets));
};

/** A plan of stores, computed first and built afterwards. */
const planned: PieceMaker = (w) => {
  const n = w.id;
  return {
    members: [
      `static class Plan${n} {\nprivate final List<String> stores = new ArrayList<>();\nprivate int counts;\nvoid store(String name) {\nif (stores.contains(name)) {\ncounts++;\nreturn;\n}\nstores.add(name);\n}\nList<String> stores() {\nreturn Collections.unmodifiableList(stores);\n}\n}`,
      `static Plan${n} plan${n}(String... names) {\nPlan${n} plan = new Plan${n}();\nfor (String name : names) {\nString key = name.length() > 4 ? name.substring(0, 4) : name;\nplan.store(key);\n}\nreturn plan;\n}`,
    ],
    statements: [
      `Plan${n} plan = plan${n}(${quoted([...someWords(w, 3, 5), 'orders', 'ordinary'])});`,
      `for (int i = 0; i < plan.stores().size(); i++) {\nString store = plan.stores().get(i);\n${named(w, 'i + "." + store')}\nif (i % 2 == 1) {\n${unnamed(w)}\n}\n}`,
      `for (int i = 0; i < plan.counts; i++) {\n${unnamed(w)}\n}`,
    ],
  };
};

export const algorithmPieces: Readonly<Record<string, PieceMaker>> = { dynamic, sorting, graphs, design, parsing, simulations, planned };
