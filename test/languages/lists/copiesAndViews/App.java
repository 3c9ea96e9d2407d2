package lists.copiesAndViews;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** copyOf and new ArrayList are copies, unmodifiableList is a view. */
public class App {
  static void build(StreamsBuilder builder) {
    List<String> base = new ArrayList<>(List.of("a"));
    List<String> view = Collections.unmodifiableList(base);
    List<String> copy = List.copyOf(base);
    List<String> another = new ArrayList<>(base);
    List<String> alias = base;
    base.add("b");
    builder.stream("in").groupByKey().count(Materialized.as("n" + view.size() + copy.size() + another.size() + alias.size()));
  }
}
