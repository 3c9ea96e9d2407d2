package strings.join;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** String.join of texts and of lists. */
public class App {
  static void build(StreamsBuilder builder) {
    List<String> parts = new ArrayList<>(List.of("x", "y"));
    parts.add("z");
    builder.stream("in").groupByKey().count(Materialized.as(String.join("-", "a", "b", "c")));
    builder.stream("in").groupByKey().count(Materialized.as(String.join("_", parts)));
    builder.stream("in").groupByKey().count(Materialized.as("e" + String.join(",", List.of()).length()));
  }
}
