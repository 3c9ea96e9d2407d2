package collectors.downstream;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Collectors of what is in a group. */
public class App {
  static void build(StreamsBuilder builder) {
    Map<Integer, String> joined = Stream.of("b", "aa", "a").collect(Collectors.groupingBy(String::length, TreeMap::new, Collectors.joining(".")));
    joined.forEach((k, v) -> {
      builder.stream("in").groupByKey().count(Materialized.as(k + v));
    });
    Map<Integer, Integer> sums = Stream.of("b", "aa", "a").collect(Collectors.groupingBy(String::length, TreeMap::new, Collectors.summingInt(s -> s.charAt(0))));
    builder.stream("in").groupByKey().count(Materialized.as("s" + sums.get(1) + sums.get(2)));
    builder.stream("in").groupByKey().count(Materialized.as("t" + Stream.of("b", "a").collect(Collectors.toCollection(TreeSet::new)).first() + Stream.of(1, 2).collect(Collectors.averagingInt(i -> i))));
  }
}
