package maps.mapOfDuplicate;

import java.util.Map;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Map.of with a key twice throws. */
public class App {
  static void build(StreamsBuilder builder) {
    String outcome;
    try {
      outcome = "size" + Map.of("k", 1, "k", 2).size();
    } catch (IllegalArgumentException e) {
      outcome = "twice";
    }
    builder.stream("in").groupByKey().count(Materialized.as(outcome));
  }
}
