package lists.bulk;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** addAll, removeAll, retainAll. */
public class App {
  static void build(StreamsBuilder builder) {
    List<String> all = new ArrayList<>(List.of("a", "b", "c", "a"));
    all.addAll(1, List.of("x", "y"));
    all.removeAll(Set.of("a"));
    builder.stream("in").groupByKey().count(Materialized.as(String.join("", all)));
    all.retainAll(List.of("x", "c"));
    builder.stream("in").groupByKey().count(Materialized.as(String.join("", all)));
    Collections.addAll(all, "p", "q");
    builder.stream("in").groupByKey().count(Materialized.as("n" + all.size() + all.lastIndexOf("q")));
  }
}
