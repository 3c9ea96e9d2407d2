package collectors.toMap;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** toMap is a HashMap, and throws where a key comes twice and nothing merges. */
public class App {
  static void build(StreamsBuilder builder) {
    Map<String, Integer> map = Stream.of("west", "east", "north").collect(Collectors.toMap(s -> s, String::length));
    int at = 0;
    for (String key : map.keySet()) {
      builder.stream("in").groupByKey().count(Materialized.as(at++ + key + map.get(key)));
    }
    Map<Integer, String> merged = Stream.of("a", "bb", "c").collect(Collectors.toMap(String::length, s -> s, (x, y) -> x + y, LinkedHashMap::new));
    merged.forEach((k, v) -> {
      builder.stream("in").groupByKey().count(Materialized.as(v + k));
    });
    String outcome = "fine";
    try {
      Stream.of("a", "a").collect(Collectors.toMap(s -> s, s -> 1));
    } catch (IllegalStateException e) {
      outcome = "twice";
    }
    builder.stream("in").groupByKey().count(Materialized.as(outcome));
  }
}
