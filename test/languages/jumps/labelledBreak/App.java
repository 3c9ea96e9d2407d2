package jumps.labelledBreak;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** break LABEL leaves the outer loop, or a block. */
public class App {
  static void build(StreamsBuilder builder) {
    int steps = 0;
    outer:
    for (int i = 0; i < 5; i++) {
      for (int j = 0; j < 5; j++) {
        if (i * j == 6) break outer;
        steps++;
      }
    }
    builder.stream("in").groupByKey().count(Materialized.as("s" + steps));
    found: {
      if (steps > 3) break found;
      builder.stream("in").groupByKey().count(Materialized.as("never"));
    }
    builder.stream("in").groupByKey().count();
  }
}
