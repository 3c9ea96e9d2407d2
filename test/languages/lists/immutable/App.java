package lists.immutable;

import java.util.List;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** List.of takes no change and no null. */
public class App {
  static void build(StreamsBuilder builder) {
    List<String> fixed = List.of("a", "b");
    String outcome = "";
    try {
      fixed.add("c");
    } catch (UnsupportedOperationException e) {
      outcome += "add";
    }
    try {
      List.of("a", null);
    } catch (NullPointerException e) {
      outcome += "null";
    }
    try {
      fixed.contains(null);
    } catch (NullPointerException e) {
      outcome += "contains";
    }
    builder.stream("in").groupByKey().count(Materialized.as(outcome));
  }
}
