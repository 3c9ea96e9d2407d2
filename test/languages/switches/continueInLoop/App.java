package switches.continueInLoop;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** continue in a switch belongs to the loop, break to the switch. */
public class App {
  static void build(StreamsBuilder builder) {
    int steps = 0;
    for (int i = 0; i < 6; i++) {
      switch (i % 3) {
        case 0:
        continue;
        case 1:
        steps += 10;
        break;
        default:
        steps += 1;
      }
      steps *= 2;
    }
    builder.stream("in").groupByKey().count(Materialized.as("s" + steps));
  }
}
