package switches.yieldInOldForm;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** A switch expression with colons falls through as well. */
public class App {
  static void build(StreamsBuilder builder) {
    int n = "ab".length();
    int score = switch (n) {
      case 1:
      case 2:
      if (n > 5) yield 1;
      case 3:
      yield 30;
      default:
      yield 0;
    };
    builder.stream("in").groupByKey().count(Materialized.as("s" + score));
  }
}
