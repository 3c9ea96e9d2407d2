package generics.inferred;

import java.util.List;
import java.util.function.Function;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Types that are inferred: of generic methods, of a diamond, of wildcards and of what is raw. */
public class App {
  static String f(Integer x) { return "Integer"; }
  static String f(String x) { return "String"; }
  static String f(Object x) { return "Object"; }
  static class Box<T> { T value; Box(T v) { value = v; } T get() { return value; } <R> Box<R> map(Function<T, R> g) { return new Box<>(g.apply(value)); } }
  static class Sub<A, B> extends Box<B> { Sub(A a, B b) { super(b); } }
  static <T> T id(T x) { return x; }
  static <T extends List<Integer>> String bounded(T x) { return f(x.get(0)) + f(x); }

  static void say(StreamsBuilder builder, Object what) {
    builder.stream("in").groupByKey().count(Materialized.as(("n" + what).replace("\n", "N").replaceAll("[^a-zA-Z0-9._-]", "_")));
  }

  static void build(StreamsBuilder builder) {
    say(builder, "0" + bounded(List.of(1)));
    Box<Integer> number = new Box<>(1);
    Box<?> any = number;
    Box<? extends Number> some = number;
    Box raw = new Box("raw");
    say(builder, "1" + f(any.get()));
    say(builder, "2" + f(some.get()));
    say(builder, "3" + f(id("x")) + f(id(1)) + f(App.<Object>id("x")));
    say(builder, "4" + f(new Sub<>("s", 2).get()));
    say(builder, "5" + f(number.map(x -> "m" + x).get()));
    say(builder, "6" + f(raw.get()) + raw.value);
    say(builder, "7" + f(List.of("a", "b").get(0)) + f(List.of(1).iterator().next()));
  }
}
