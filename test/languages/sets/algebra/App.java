package sets.algebra;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Union, intersection and difference. */
public class App {
  static void build(StreamsBuilder builder) {
    Set<Integer> a = new TreeSet<>(List.of(1, 2, 3, 4));
    Set<Integer> b = new TreeSet<>(List.of(3, 4, 5));
    Set<Integer> both = new TreeSet<>(a);
    both.retainAll(b);
    Set<Integer> less = new TreeSet<>(a);
    less.removeAll(b);
    Set<Integer> all = new TreeSet<>(a);
    all.addAll(b);
    builder.stream("in").groupByKey().count(Materialized.as("s" + both.size() + less.size() + all.size() + all.containsAll(both)));
    for (int n : less) {
      builder.stream("in").groupByKey().count(Materialized.as("l" + n));
    }
  }
}
