package generics.wildcardImports;

import org.apache.kafka.common.serialization.*;
import org.apache.kafka.streams.*;
import org.apache.kafka.streams.kstream.*;

/** A type parameter is no class that an import with a wildcard may lead to. */
public class App {
  static class Held<V> {
    final V value;

    Held(V value) {
      this.value = value;
    }

    static <T> Held<T> of(T value) {
      return new Held<>(value);
    }
  }

  static class Named extends Held<String> {
    Named() {
      super("named");
    }
  }

  static <T> String text(T value) {
    return "t" + value;
  }

  static void build(StreamsBuilder builder) {
    builder.stream("in").groupByKey().count(Materialized.as("n-" + text("x") + text(1)));
    builder.stream("in").groupByKey().count(Materialized.as("n-" + Held.of("of").value + new Named().value));
  }
}
