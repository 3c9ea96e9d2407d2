package strings.tests;

import java.util.List;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** startsWith, endsWith, contains, matches. */
public class App {
  static void build(StreamsBuilder builder) {
    int hits = 0;
    for (String s : List.of("orders", "order-items", "reorder", "border")) {
      if (s.startsWith("order")) hits += 1;
      if (s.endsWith("order")) hits += 10;
      if (s.contains("order")) hits += 100;
      if (s.matches("[a-z]+")) hits += 1000;
      if (s.startsWith("order", 2)) hits += 10000;
    }
    builder.stream("in").groupByKey().count(Materialized.as("hits" + hits));
  }
}
