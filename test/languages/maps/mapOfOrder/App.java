package maps.mapOfOrder;

import java.util.Map;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Map.of and Set.of have another order in each run: what depends on it is not known. */
public class App {
  static void build(StreamsBuilder builder) {
    StringBuilder order = new StringBuilder();
    for (String key : Map.of("a", 1, "b", 2).keySet()) {
      order.append(key);
    }
    builder.stream("in").groupByKey().count(Materialized.as("sure-" + order.length()));
  }
}
