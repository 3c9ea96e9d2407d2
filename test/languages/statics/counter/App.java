package statics.counter;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** A static counter that every call moves. */
public class App {
  static int counter;

  static String next(String prefix) {
    return prefix + ++counter;
  }

  static void build(StreamsBuilder builder) {
    builder.stream("in").groupByKey().count(Materialized.as(next("a")));
    builder.stream("in").groupByKey().count(Materialized.as(next("b") + next("c")));
    for (int i = 0; i < counter; i++) {
      builder.stream("in").groupByKey().count();
    }
  }
}
