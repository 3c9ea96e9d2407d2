package unknowns.setAdd;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Whether a set takes an element that is not known. */
public class App {
  static String name() {
    return java.nio.file.Path.of("eu").toString();
  }

  static void build(StreamsBuilder builder) {
    Set<String> set = new LinkedHashSet<>(List.of("eu", "us"));
    if (set.add(name())) {
      builder.stream("in").groupByKey().count();
    }
    builder.stream("in").groupByKey().count(Materialized.as("n" + set.size()));
    builder.stream("in").groupByKey().count(Materialized.as("us" + set.contains("us")));
  }
}
