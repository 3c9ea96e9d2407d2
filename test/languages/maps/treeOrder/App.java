package maps.treeOrder;

import java.util.Comparator;
import java.util.TreeMap;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** A TreeMap is sorted by its keys, or by its comparator. */
public class App {
  static void build(StreamsBuilder builder) {
    TreeMap<String, Integer> map = new TreeMap<>(Comparator.reverseOrder());
    map.put("b", 1);
    map.put("c", 2);
    map.put("a", 3);
    for (String key : map.keySet()) {
      builder.stream("in").groupByKey().count(Materialized.as(key + map.get(key)));
      builder.stream("in").groupByKey().count();
    }
    builder.stream("in").groupByKey().count(Materialized.as("f" + map.firstKey() + map.lastEntry().getValue()));
  }
}
