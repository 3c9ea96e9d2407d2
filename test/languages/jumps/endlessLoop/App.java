package jumps.endlessLoop;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** A loop without an end: nothing after it is known. */
public class App {
  static boolean always() {
    return System.nanoTime() > 0;
  }

  static void build(StreamsBuilder builder) {
    builder.stream("in").groupByKey().count(Materialized.as("before"));
    int n = 0;
    while (always()) {
      n++;
      if (n > 1000) break;
    }
    builder.stream("in").groupByKey().count(Materialized.as("n" + (n > 5)));
  }
}
