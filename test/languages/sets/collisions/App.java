package sets.collisions;

import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Elements of one bucket keep the order in which they came. */
public class App {
  static void build(StreamsBuilder builder) {
    Set<String> set = new HashSet<>();
    Collections.addAll(set, "BB", "Aa", "C#", "b");
    StringBuilder order = new StringBuilder();
    for (String s : set) {
      order.append(s.replace('#', 'h')).append('.');
    }
    builder.stream("in").groupByKey().count(Materialized.as(order.toString()));
  }
}
