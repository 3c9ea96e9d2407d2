package interfaces.functional;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KeyValueMapper;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Predicate;
import org.apache.kafka.streams.kstream.ValueMapper;

/** An object that is more than one function is called by the interface that it is given as. */
public class App {
  static final List<String> seen = new ArrayList<>();

  static class Many implements Function<String, String>, Supplier<String>, ValueMapper<String, String> {
    @Override
    public String apply(String s) {
      return "apply-" + s;
    }

    @Override
    public String get() {
      return "get";
    }
  }

  interface Naming {
    String name(int i);

    default Naming twice() {
      return i -> name(i) + name(i + 1);
    }

    static Naming plain() {
      return i -> "p" + i;
    }
  }

  interface Wide extends Naming {
    @Override
    default String name(int i) {
      return wide(i, i);
    }

    String wide(long a, double b);
  }

  static String call(Naming naming) {
    return naming.twice().name(3);
  }

  static <T> T get(Supplier<T> supplier) {
    return supplier.get();
  }

  static String through(UnaryOperator<String> operator) {
    return operator.andThen(String::length).apply("abc") + operator.apply("x");
  }

  static void build(StreamsBuilder builder) {
    Wide wide = (a, b) -> a + "_" + b;
    Naming field = new Naming() {
      int calls;

      @Override
      public String name(int i) {
        return "c" + ++calls + i;
      }
    };
    Predicate<String, String> all = (k, v) -> true;
    KeyValueMapper<String, String, KeyValue<String, String>> swap = (k, v) -> KeyValue.pair(v, k);
    String[] names = {
      get(new Many()),
      new Many().apply("a") + new Many().get(),
      call(Naming.plain()),
      call(i -> "l" + i),
      call(wide),
      call(field) + field.name(9),
      through(s -> s + "_"),
      through(String::toUpperCase),
      swap.apply("k", "v").key,
      "" + all.test("a", "b"),
    };
    for (int i = 0; i < names.length; i++) builder.stream("in").groupByKey().count(Materialized.as("s" + i + "-" + names[i].toLowerCase()));
  }
}
