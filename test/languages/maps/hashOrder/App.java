package maps.hashOrder;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** A HashMap is gone through in the order of its table, not of insertion. */
public class App {
  static void build(StreamsBuilder builder) {
    Map<String, Integer> map = new HashMap<>();
    map.put("west", 1);
    map.put("east", 2);
    map.put("north", 3);
    map.put("south", 4);
    int at = 0;
    for (Map.Entry<String, Integer> e : map.entrySet()) {
      builder.stream("in").groupByKey().count(Materialized.as(at++ + "-" + e.getKey() + e.getValue()));
    }
  }
}
