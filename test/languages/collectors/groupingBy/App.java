package collectors.groupingBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Groups in a HashMap by hash of their keys, or in the map that is asked for. */
public class App {
  static void build(StreamsBuilder builder) {
    Map<Integer, List<String>> groups = Stream.of("orders", "eu", "us", "clicks", "x").collect(Collectors.groupingBy(String::length));
    for (Map.Entry<Integer, List<String>> e : groups.entrySet()) {
      builder.stream("in").groupByKey().count(Materialized.as(e.getKey() + String.join(".", e.getValue())));
    }
    Map<Integer, Long> counts = Stream.of("orders", "eu", "us").collect(Collectors.groupingBy(String::length, TreeMap::new, Collectors.counting()));
    counts.forEach((k, v) -> {
      builder.stream("in").groupByKey().count(Materialized.as("c" + k + v));
    });
  }
}
