package generics.typeArguments;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Type arguments decide overloads and boxes through classes, methods and bounds. */
public class App {
  static String f(Integer x) { return "Integer"; }
  static String f(String x) { return "String"; }
  static String f(Long x) { return "Long"; }
  static String f(Object x) { return "Object"; }
  static String f(Integer[] x) { return "Integers"; }
  static String f(List<?> x) { return "List"; }

  static class Box<T> { T value; Box(T v) { value = v; } T get() { return value; } <R> Box<R> map(Function<T, R> g) { return new Box<>(g.apply(value)); } List<T> list() { return List.of(value); } T[] none() { return null; } }
  static class Texts extends Box<String> { Texts(String s) { super(s); } }
  static class Sub<A, B> extends Box<B> { A first; Sub(A a, B b) { super(b); first = a; } A first() { return first; } }
  static class Numbers extends Sub<String, Long> { Numbers() { super("n", 5L); } }
  interface Source<T> { T next(); default T twice() { next(); return next(); } }
  static class Ints implements Source<Integer> { int n; public Integer next() { return ++n; } }
  static <T> T id(T x) { return x; }

  static void say(StreamsBuilder builder, Object what) {
    builder.stream("in").groupByKey().count(Materialized.as(("n" + what).replace("\n", "N").replaceAll("[^a-zA-Z0-9._-]", "_")));
  }

  static void build(StreamsBuilder builder) {
    Box<String> text = new Box<>("a");
    Box<Integer> number = new Box<>(1);
    Box<?> any = text;
    Box<? extends Number> some = number;
    say(builder, f(text.get()) + f(number.get()) + f(text.value) + f(number.value) + f(text.list()) + f(text.list().get(0)));
    say(builder, f(new Texts("t").get()) + f(new Texts("t").value) + f(new Sub<String, Integer>("s", 2).get()) + f(new Numbers().get()) + f(new Numbers().first()) + f(new Numbers().first) + f(new Numbers().value));
    say(builder, f(new Ints().next()) + f(new Ints().twice()) + new Ints().twice());
    Map<String, List<Integer>> map = new HashMap<>(Map.of("a", new ArrayList<>(List.of(1, 2))));
    say(builder, f(map.get("a")) + f(map.get("a").get(0)) + f(map.keySet().iterator().next()));
    for (Map.Entry<String, List<Integer>> e : map.entrySet()) say(builder, f(e.getKey()) + f(e.getValue()) + f(e.getValue().get(1)));
    for (var e : map.entrySet()) say(builder, "var" + f(e.getKey()) + e.getValue().size());
    Integer[] boxes = {1, 1000};
    int same = 1000;
    say(builder, f(boxes) + f(boxes[0]) + (boxes[1] == same) + (boxes[0] == map.get("a").get(0)) + number.get().equals(1));
    List<int[]> arrays = new ArrayList<>();
    arrays.add(new int[] {4});
    say(builder, "" + arrays.get(0)[0] + (arrays.get(0)[0] + number.get()));
  }
}
