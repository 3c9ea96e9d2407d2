package maps.listsInMap;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Lists as values, made when first asked for. */
public class App {
  static void build(StreamsBuilder builder) {
    Map<String, List<String>> groups = new TreeMap<>();
    for (String s : List.of("orders", "clicks", "eu", "us", "offers")) {
      groups.computeIfAbsent(s.substring(0, 1), k -> new ArrayList<>()).add(s);
    }
    for (Map.Entry<String, List<String>> e : groups.entrySet()) {
      builder.stream("in").groupByKey().count(Materialized.as(e.getKey() + e.getValue().size() + String.join(".", e.getValue())));
    }
  }
}
