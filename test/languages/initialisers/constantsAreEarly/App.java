package initialisers.constantsAreEarly;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** A constant is there before any initialiser runs; another static field is not. */
public class App {
  static final String BEFORE = describe();
  static final int CONSTANT = 5;
  static final Integer BOXED = 6;

  static String describe() {
    return "c" + CONSTANT + "b" + BOXED;
  }

  static void build(StreamsBuilder builder) {
    builder.stream("in").groupByKey().count(Materialized.as(BEFORE));
  }
}
