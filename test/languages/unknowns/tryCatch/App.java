package unknowns.tryCatch;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** A body that may throw, and a variable that it may have set. */
public class App {
  static String text() {
    return java.nio.file.Path.of("x").toString();
  }

  static void build(StreamsBuilder builder) {
    int n = 1;
    try {
      n = Integer.parseInt(text());
      n += 10;
    } catch (NumberFormatException e) {
      n += 100;
    }
    builder.stream("in").groupByKey().count(Materialized.as("n" + n));
    builder.stream("in").groupByKey().count(Materialized.as("after"));
  }
}
