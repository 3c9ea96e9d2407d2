package overloads.notDecided;

import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Types that would need inference, or that several branches have in common. */
public class App {
  static String f(int x) { return "int"; }
  static String f(Integer x) { return "Integer"; }
  static String f(String x) { return "String"; }
  static String f(Object x) { return "Object"; }
  static String f(Class<?> x) { return "Class"; }
  static <T> T same(T x) { return x; }
  enum Color { RED }

  static void say(StreamsBuilder builder, Object what) {
    builder.stream("in").groupByKey().count(Materialized.as(("n" + what).replace("\n", "N").replaceAll("[^a-zA-Z0-9._-]", "_")));
  }

  static void build(StreamsBuilder builder) {
    Integer box = 6;
    Character letter = 'd';
    Supplier<String> supplier = () -> f(1);
    say(builder, "1" + f(true ? box : letter));
    say(builder, "2" + f(true ? List.of() : "x"));
    say(builder, "3" + f(true ? 1 : "x"));
    say(builder, "4" + f(same("x")) + f(same(1)));
    say(builder, "5" + f(App.class) + f(int.class));
    say(builder, "6" + f(Color.RED) + f(Color.RED.name()) + f(Color.values()) + f(Color.valueOf("RED")) + f(true ? true : Boolean.FALSE));
    say(builder, "7" + supplier.get() + f(supplier.get()) + f(supplier));
  }
}
