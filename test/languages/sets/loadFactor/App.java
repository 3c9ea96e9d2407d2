package sets.loadFactor;

import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** A table grows when it is fuller than its load factor allows. */
public class App {
  static void build(StreamsBuilder builder) {
    Set<Integer> early = new HashSet<>(16, 0.5f);
    Set<Integer> usual = new HashSet<>(4);
    for (int i = 0; i < 9; i++) {
      early.add(i * 17);
      usual.add(i * 17);
    }
    StringBuilder order = new StringBuilder();
    for (int n : early) order.append(n).append('.');
    builder.stream("in").groupByKey().count(Materialized.as("e" + order));
    order.setLength(0);
    for (int n : usual) order.append(n).append('.');
    builder.stream("in").groupByKey().count(Materialized.as("u" + order));
  }
}
