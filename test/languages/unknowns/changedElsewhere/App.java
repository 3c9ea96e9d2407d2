package unknowns.changedElsewhere;

import java.io.StringReader;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.*;
import java.util.regex.*;
import java.util.stream.*;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** What code that another thread runs can reach is not known afterwards, whatever leads there. */
public class App {
  static void later(Runnable r) { CompletableFuture.runAsync(r).join(); }
  static class Box { int n = 1; String s = "b"; List<String> l = new ArrayList<>(); Box next; private int hidden = 5; private final int fixed = 6;
  static int shared = 2; Box with(int k) { n = k; return this; } Runnable inc() { return () -> n++; } Runnable deep() { return new Runnable() { public void run() { n += 10; } }; } class In { int z = 3; Runnable r() { return () -> { z++; n++; }; } Runnable ref() { return this::up; } void up() { z += 5; n += 5; } }
  static void bump() { shared++; } int hid() { return hidden + fixed; } } record Held(Box b, List<String> l) {}
  static int field = 1;

  static StreamsBuilder builder;

  static void made(String prefix, Callable<Object> value) throws Exception {
    String name = prefix + value.call();
    builder.stream("in").groupByKey().count(Materialized.as(name.replaceAll("[^a-z0-9.-]", "_")));
  }

  static void build(StreamsBuilder given) throws Exception {
    builder = given;
    made("00-", () -> { Box b = new Box(); later(b.inc()); return b.n; });
    made("01-", () -> { Box b = new Box(); later(b.deep()); return b.n; });
    made("02-", () -> { Box b = new Box(); later(() -> b.s = "c"); return b.s; });
    made("03-", () -> { Box b = new Box(); later(() -> b.l.add("x")); return b.l.toString(); });
    made("04-", () -> { Box b = new Box(); Box.In i = b.new In(); later(i.r()); return i.z + "" + b.n; });
    made("05-", () -> { Box b = new Box(); Box.In i = b.new In(); later(i.ref()); return i.z; });
    made("06-", () -> { Box b = new Box(); Box.In i = b.new In(); later(i.ref()); return b.n; });
    made("07-", () -> { later(Box::bump); return Box.shared; });
    made("08-", () -> { Box b = new Box(); later(() -> { }); return b.n; });
    made("09-", () -> { Box b = new Box(); later(b.inc()); return b.hid(); });
    made("10-", () -> { Box b = new Box(); b.next = new Box(); later(() -> b.next.n = 4); return b.next.n; });
    made("11-", () -> { Held h = new Held(new Box(), new ArrayList<>(List.of("q"))); later(() -> h.b().n = 9); return h.b().n; });
    made("12-", () -> { Held h = new Held(new Box(), new ArrayList<>(List.of("q"))); later(() -> h.l().add("w")); return h.l().size(); });
    made("13-", () -> { int[] a = {1}; later(() -> a[0] = 2); return a[0]; });
    made("14-", () -> { Map<String, Integer> m = new HashMap<>(); later(() -> m.put("a", 1)); return m.size(); });
    made("15-", () -> { StringBuilder sb = new StringBuilder("x"); later(() -> sb.append("y")); return sb.toString(); });
    made("16-", () -> { Iterator<String> it = List.of("a", "b").iterator(); later(() -> it.next()); return it.next(); });
    made("17-", () -> { StringJoiner j = new StringJoiner(","); later(() -> j.add("a")); return j.toString(); });
    made("18-", () -> { AtomicInteger i = new AtomicInteger(); later(i::incrementAndGet); return i.get(); });
    made("19-", () -> { Map.Entry<String, Integer> e = new HashMap<>(Map.of("a", 1)).entrySet().iterator().next(); later(() -> e.setValue(5)); return e.getValue(); });
    made("20-", () -> { Matcher m = Pattern.compile("a").matcher("aa"); later(() -> m.find()); return m.find() + "" + m.find(); });
    made("21-", () -> { RuntimeException e = new RuntimeException("a"); later(() -> e.addSuppressed(new Error("b"))); return e.getSuppressed().length; });
    made("22-", () -> { RuntimeException e = new RuntimeException("a"); later(() -> e.initCause(new Error("b"))); return e.getCause().getMessage(); });
    made("24-", () -> { RuntimeException e = new RuntimeException("a"); later(() -> e.addSuppressed(new Error("b"))); return e.getMessage(); });
    made("25-", () -> { Object[] o = {new Box(), new ArrayList<>()}; later(() -> ((Box) o[0]).n = 7); return ((Box) o[0]).n; });
    made("26-", () -> { Optional<Box> o = Optional.of(new Box()); later(() -> o.get().n = 7); return o.get().n; });
    made("27-", () -> { List<Box> l = List.of(new Box()); later(() -> l.get(0).n = 7); return l.get(0).n; });
    made("28-", () -> { Map<Box, Box> m = new LinkedHashMap<>(); Box k = new Box(); m.put(k, new Box()); later(() -> m.get(k).n = 7); return m.get(k).n; });
    made("29-", () -> { later(() -> field = 3); return field; });
    made("31-", () -> { List<String> l = new ArrayList<>(List.of("a")); List<String> v = Collections.unmodifiableList(l); later(() -> l.add("b")); return v.size(); });
    made("32-", () -> { List<String> l = new ArrayList<>(List.of("a", "b")); List<String> v = l.subList(0, 1); later(() -> v.add("q")); return l.size(); });
    made("33-", () -> { Map<String, String> m = new TreeMap<>(Map.of("a", "b")); Set<String> v = m.keySet(); later(() -> v.remove("a")); return m.size(); });
    made("34-", () -> { Supplier<Integer> s = new Supplier<>() { int k; public Integer get() { return ++k; } }; later(() -> s.get()); return s.get(); });
    made("35-", () -> { int[] c = {0}; Stream<Integer> st = Stream.generate(() -> c[0]++); later(() -> st.limit(2).toList()); return c[0]; });
    made("36-", () -> { int[] c = {0}; Stream<Integer> st = Stream.iterate(0, x -> x < 3, x -> { c[0]++; return x + 1; }); later(() -> st.toList()); return c[0]; });
    made("37-", () -> { int[] c = {0}; Stream<Integer> st = Stream.iterate(0, x -> { c[0]++; return x + 1; }).limit(3); later(() -> st.toList()); return c[0]; });
    made("38-", () -> { int[] c = {0}; Comparator<String> k = Comparator.comparing(x -> { c[0]++; return x; }); later(() -> List.of("a", "b").stream().sorted(k).toList()); return c[0] > 0; });
    made("39-", () -> { Box b = new Box(); Supplier<Box> s = () -> b; later(() -> s.get().n = 3); return b.n; });
    made("40-", () -> { Box b = new Box(); Function<Integer, Box> f = b::with; later(() -> f.apply(8)); return b.n; });
    made("41-", () -> { class L { int k = 1; Runnable r() { return () -> k++; } } L l = new L(); later(l.r()); return l.k; });
    made("42-", () -> { StringBuilder sb = new StringBuilder(); class L { void go() { sb.append("x"); } } later(new L()::go); return sb.toString(); });
    made("43-", () -> { StringBuilder sb = new StringBuilder(); Runnable r = new Runnable() { public void run() { sb.append("x"); } }; later(r); return sb.toString(); });
    made("44-", () -> { Box b = new Box(); later(new Object() { void go() { b.n = 4; } }::go); return b.n; });
    made("45-", () -> { Box b = new Box(); b.n = 5; later(() -> System.out.print("")); return b.n + b.s; });
    made("46-", () -> { PriorityQueue<Integer> q = new PriorityQueue<>(List.of(3, 1)); later(() -> q.poll()); return q.size(); });
    made("47-", () -> { Deque<Integer> q = new ArrayDeque<>(List.of(3, 1)); later(() -> q.push(9)); return q.peek(); });
    made("49-", () -> { Box b = new Box(); java.lang.reflect.Field f = Box.class.getDeclaredField("n"); f.set(b, 77); return b.n; });
    made("50-", () -> { int[] a = {1, 2}; java.lang.reflect.Array.set(a, 0, 9); return a[0]; });
    made("51-", () -> { List<String> l = new ArrayList<>(List.of("b", "a")); Thread t = new Thread(() -> Collections.sort(l)); t.start(); t.join(); return l.get(0); });
    made("52-", () -> { StringBuilder sb = new StringBuilder(); new Formatter(sb).format("%d", 5); return sb.toString(); });
    made("55-", () -> { Properties p = new Properties(); p.load(new StringReader("a=1")); return p.getProperty("a"); });
    made("56-", () -> { List<Integer> l = new ArrayList<>(); new Random(1).ints(2, 0, 5).forEach(l::add); return l.size(); });
    made("57-", () -> { ExecutorService x = Executors.newSingleThreadExecutor(); Box b = new Box(); x.submit(() -> b.n = 2).get(); x.shutdown(); return b.n; });
    made("59-", () -> { Box b = new Box(); Spliterator<Box> s = List.of(b).spliterator(); s.forEachRemaining(z -> z.n = 6); return b.n; });
  }
}
