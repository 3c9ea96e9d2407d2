package sets.treeSet;

import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** A TreeSet is sorted, and equal is what its comparator calls equal. */
public class App {
  static void build(StreamsBuilder builder) {
    TreeSet<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    Collections.addAll(set, "b", "A", "a", "C");
    builder.stream("in").groupByKey().count(Materialized.as(String.join("-", set) + set.size() + set.contains("c")));
    TreeSet<Integer> numbers = new TreeSet<>(List.of(5, 1, 9));
    builder.stream("in").groupByKey().count(Materialized.as("n" + numbers.first() + numbers.floor(4) + numbers.ceiling(6) + numbers.headSet(5).size() + numbers.descendingSet().first() + numbers.pollLast()));
  }
}
