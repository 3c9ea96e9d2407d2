package unknowns.sortedList;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** A list with an element that is not known, sorted. */
public class App {
  static String name() {
    return java.nio.file.Path.of("m").toString();
  }

  static void build(StreamsBuilder builder) {
    List<String> list = new ArrayList<>(List.of("z", "a"));
    list.add(name());
    Collections.sort(list);
    builder.stream("in").groupByKey().count(Materialized.as("n" + list.size()));
    builder.stream("in").groupByKey().count(Materialized.as("first" + list.get(0)));
  }
}
