package finals.loops;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** finally runs at each continue and break. */
public class App {
  static void build(StreamsBuilder builder) {
    StringBuilder log = new StringBuilder();
    for (int i = 0; ; i++) {
      try {
        if (i == 3) break;
        if (i % 2 == 0) continue;
        log.append("b");
      } finally {
        log.append(i);
      }
    }
    builder.stream("in").groupByKey().count(Materialized.as("log" + log));
  }
}
