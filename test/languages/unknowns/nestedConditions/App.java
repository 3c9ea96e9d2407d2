package unknowns.nestedConditions;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** A value that depends on conditions that are not known. */
public class App {
  static int load() {
    return System.getenv().size();
  }

  static void build(StreamsBuilder builder) {
    int n = load();
    String size = n > 1000 ? "large" : n > 100 ? "middle" : n >= 0 ? "small" : "none";
    builder.stream("in").groupByKey().count(Materialized.as("s" + size));
    builder.stream("in").groupByKey().count(Materialized.as("fixed"));
  }
}
