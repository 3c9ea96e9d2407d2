package maps.equality;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Maps are equal by their entries; hash codes are sums. */
public class App {
  static void build(StreamsBuilder builder) {
    Map<String, Integer> a = new HashMap<>(Map.of("x", 1, "y", 2));
    Map<String, Integer> b = new TreeMap<>(a);
    builder.stream("in").groupByKey().count(Materialized.as("e" + a.equals(b) + (a.hashCode() == b.hashCode()) + a.entrySet().contains(Map.entry("x", 1))));
  }
}
