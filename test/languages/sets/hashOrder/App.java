package sets.hashOrder;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** A HashSet is gone through in the order of its table. */
public class App {
  static void build(StreamsBuilder builder) {
    Set<String> set = new HashSet<>(List.of("orders", "payments", "clicks", "users"));
    int at = 0;
    for (String s : set) {
      builder.stream("in").groupByKey().count(Materialized.as(at++ + "-" + s));
    }
  }
}
