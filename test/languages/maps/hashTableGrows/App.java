package maps.hashTableGrows;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Thirteen entries make the table of sixteen a table of thirty-two. */
public class App {
  static void build(StreamsBuilder builder) {
    Map<Integer, String> map = new HashMap<>();
    for (int i = 0; i < 13; i++) {
      map.put(i * 17, "v" + i);
    }
    StringBuilder order = new StringBuilder();
    for (int key : map.keySet()) {
      order.append(key).append('.');
    }
    builder.stream("in").groupByKey().count(Materialized.as(order.toString()));
  }
}
