package finals.overrides;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** A return in finally replaces the value, and ends an exception (JLS 14.20.2). */
public class App {
  @SuppressWarnings("finally")
  static String run(boolean fail) {
    try {
      if (fail) throw new RuntimeException("lost");
      return "value";
    } finally {
      return "final";
    }
  }

  static void build(StreamsBuilder builder) {
    builder.stream("in").groupByKey().count(Materialized.as(run(true) + run(false)));
  }
}
