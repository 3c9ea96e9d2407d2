package maps.navigation;

import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Neighbours and parts of a TreeMap. */
public class App {
  static void build(StreamsBuilder builder) {
    TreeMap<Integer, String> map = new TreeMap<>(Map.of(1, "a", 5, "b", 9, "c"));
    builder.stream("in").groupByKey().count(Materialized.as("f" + map.floorKey(6) + map.ceilingKey(6) + map.higherKey(9) + map.lowerEntry(5).getValue()));
    builder.stream("in").groupByKey().count(Materialized.as("s" + map.headMap(5).size() + map.tailMap(5).size() + map.subMap(1, 9).size() + map.descendingMap().firstKey()));
  }
}
