package lookalikes.ownOptional;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** A nested class named Optional goes before the import. */
public class App {
  static class Optional {
    private final String value;

    Optional(String value) {
      this.value = value;
    }

    static Optional of(String value) {
      return new Optional(value + "-own");
    }

    String get() {
      return value;
    }
  }

  static void build(StreamsBuilder builder) {
    builder.stream("in").groupByKey().count(Materialized.as(Optional.of("x").get()));
  }
}
