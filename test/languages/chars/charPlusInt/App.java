package chars.charPlusInt;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** char + int is an int; a cast makes it a letter again. */
public class App {
  static void build(StreamsBuilder builder) {
    for (int i = 0; i < 3; i++) {
      builder.stream("in").groupByKey().count(Materialized.as("shard-" + (char) ('a' + i)));
    }
    builder.stream("in").groupByKey().count(Materialized.as("code" + ('a' + 1)));
    builder.stream("in").groupByKey().count(Materialized.as("both" + 'a' + 1));
  }
}
