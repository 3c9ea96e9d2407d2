package unknowns.twoSwitches;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Two decisions about one value that is not known go together. */
public class App {
  static String mode() {
    return java.nio.file.Path.of("fast").toString();
  }

  static void build(StreamsBuilder builder) {
    String mode = mode();
    int size;
    switch (mode) {
      case "fast":
      size = 1;
      break;
      default:
      size = 2;
    }
    if (size == 1) {
      builder.stream("in").groupByKey().count();
    }
    switch (mode) {
      case "fast":
      builder.stream("in").groupByKey().count(Materialized.as("f"));
      break;
      default:
      builder.stream("in").groupByKey().count(Materialized.as("d"));
    }
    builder.stream("in").groupByKey().count();
  }
}
