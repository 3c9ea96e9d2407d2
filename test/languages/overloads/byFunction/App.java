package overloads.byFunction;

import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Which overload takes a lambda or a method reference: by how many arguments it has, and whether it is one at all. */
public class App {
  interface Named { String name(String a, String b, String c); }
  static String f(Supplier<String> x) { return "supplier" + x.get(); }
  static String f(Function<String, String> x) { return "function" + x.apply("a"); }
  static String f(BiFunction<String, String, String> x) { return "bi" + x.apply("a", "b"); }
  static String f(Named x) { return "named" + x.name("a", "b", "c"); }
  static String f(String x) { return "text" + x; }
  static String f(int x) { return "int" + x; }
  static String g(Object x) { return "object"; }
  static String g(Runnable x) { x.run(); return "runnable"; }
  static String h(Comparator<String> x) { return "comparator" + x.compare("a", "b"); }
  static String h(Predicate<String> x) { return "predicate" + x.test("a"); }
  static String h(int[] x) { return "array"; }
  static String k(Callable<String> x) throws Exception { return "callable" + x.call(); }
  static String k(Consumer<String> x, int n) { x.accept("k" + n); return "consumer"; }
  static String m(IntUnaryOperator x) { return "operator" + x.applyAsInt(2); }
  static String join(String a, String b) { return a + "+" + b; }

  static void say(StreamsBuilder builder, Object what) {
    builder.stream("in").groupByKey().count(Materialized.as(("n" + what).replace("\n", "N").replaceAll("[^a-zA-Z0-9._-]", "_")));
  }

  static void build(StreamsBuilder builder) {
    StringBuilder log = new StringBuilder();
    say(builder, f(() -> "x"));
    say(builder, f(x -> x + "y"));
    say(builder, f((x, y) -> x + y));
    say(builder, f((x, y, z) -> x + y + z));
    say(builder, f("q") + f(1));
    say(builder, g(() -> log.append("ran")) + log);
    say(builder, h((a, b) -> a.compareTo(b)));
    say(builder, h(a -> a.isEmpty()) + h(new int[0]));
    say(builder, k(x -> log.append(x), 5) + log);
    say(builder, m(x -> x * 3) + m(Math::abs));
    BiFunction<String, String, String> two = App::join;
    say(builder, f(two) + f((BiFunction<String, String, String>) App::join));
    Supplier<String> held = log::toString;
    say(builder, f(held));
    try {
      say(builder, k(() -> "c"));
    } catch (Exception e) {
      say(builder, "never");
    }
  }
}
