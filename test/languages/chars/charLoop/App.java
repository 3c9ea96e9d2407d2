package chars.charLoop;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** A loop over letters. */
public class App {
  static void build(StreamsBuilder builder) {
    for (char c = 'x'; c <= 'z'; c++) {
      builder.stream("in").groupByKey().count(Materialized.as("part-" + c));
    }
    char next = 'a';
    next += 2;
    builder.stream("in").groupByKey().count(Materialized.as("next" + next));
  }
}
