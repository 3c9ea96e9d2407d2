package jumps.labelledContinue;

import java.util.List;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** continue LABEL goes on with the outer loop, and the method goes on after it. */
public class App {
  static void build(StreamsBuilder builder) {
    builder.stream("in").groupByKey().count(Materialized.as("before"));
    outer:
    for (String region : List.of("eu", "us")) {
      for (int v = 1; v < 4; v++) {
        if (v == 2) continue outer;
        builder.stream("in").groupByKey().count(Materialized.as(region + "-v" + v));
      }
      builder.stream("in").groupByKey().count(Materialized.as("never"));
    }
    builder.stream("in").groupByKey().count(Materialized.as("after"));
  }
}
