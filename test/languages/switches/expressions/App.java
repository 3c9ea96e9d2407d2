package switches.expressions;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Arrows, several labels, yield. */
public class App {
  static void build(StreamsBuilder builder) {
    for (int n = 0; n < 5; n++) {
      String kind = switch (n % 4) {
        case 0 -> "zero";
        case 1, 3 -> "odd";
        default -> {
          String twice = "t" + n;
          yield twice + twice;
        }
      };
      builder.stream("in").groupByKey().count(Materialized.as(n + kind));
    }
  }
}
