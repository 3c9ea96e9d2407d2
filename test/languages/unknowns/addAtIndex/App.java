package unknowns.addAtIndex;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** An element put at a place that is not known: no place is known afterwards. */
public class App {
  static int place() {
    return System.getenv().size() > 0 ? 0 : 1;
  }

  static void build(StreamsBuilder builder) {
    List<String> list = new ArrayList<>(List.of("a", "b"));
    list.add(place(), "x");
    builder.stream("in").groupByKey().count(Materialized.as("n" + list.size()));
    builder.stream("in").groupByKey().count(Materialized.as("first" + list.get(0)));
  }
}
