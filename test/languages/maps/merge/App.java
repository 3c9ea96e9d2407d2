package maps.merge;

import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** merge, compute, computeIfAbsent and getOrDefault. */
public class App {
  static void build(StreamsBuilder builder) {
    Map<String, Integer> map = new TreeMap<>();
    for (String word : "eu us eu asia us eu".split(" ")) {
      map.merge(word, 1, Integer::sum);
    }
    map.computeIfAbsent("africa", k -> k.length());
    map.computeIfPresent("us", (k, v) -> null);
    map.compute("asia", (k, v) -> v == null ? 1 : v * 10);
    map.putIfAbsent("eu", 99);
    for (Map.Entry<String, Integer> e : map.entrySet()) {
      builder.stream("in").groupByKey().count(Materialized.as(e.getKey() + e.getValue()));
    }
    builder.stream("in").groupByKey().count(Materialized.as("d" + map.getOrDefault("us", -1) + map.get("us") + map.containsKey("eu") + map.containsValue(10)));
  }
}
