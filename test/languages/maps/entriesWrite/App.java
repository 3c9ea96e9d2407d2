package maps.entriesWrite;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** setValue writes through; removing from keySet and values removes entries. */
public class App {
  static void build(StreamsBuilder builder) {
    Map<String, Integer> map = new LinkedHashMap<>();
    map.put("a", 1);
    map.put("b", 2);
    map.put("c", 3);
    for (Map.Entry<String, Integer> e : map.entrySet()) {
      e.setValue(e.getValue() * 10);
    }
    map.keySet().remove("a");
    map.values().removeIf(v -> v == 20);
    map.forEach((k, v) -> {
      builder.stream("in").groupByKey().count(Materialized.as(k + v));
    });
    builder.stream("in").groupByKey().count(Materialized.as("n" + map.size()));
  }
}
