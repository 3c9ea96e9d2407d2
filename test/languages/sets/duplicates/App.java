package sets.duplicates;

import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** A set takes an element once, and add says so. */
public class App {
  static void build(StreamsBuilder builder) {
    Set<String> seen = new LinkedHashSet<>();
    int repeats = 0;
    for (String s : new String[] {"a", "b", "a", "c", "b"}) {
      if (!seen.add(s)) repeats++;
    }
    builder.stream("in").groupByKey().count(Materialized.as("n" + seen.size() + repeats));
    for (String s : seen) {
      builder.stream("in").groupByKey().count(Materialized.as(s));
      builder.stream("in").groupByKey().count();
    }
  }
}
