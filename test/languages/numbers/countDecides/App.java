package numbers.countDecides;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** How many unnamed counts there are depends on a computed number. */
public class App {
  static void build(StreamsBuilder builder) {
    int rounds = 0;
    for (int n = 27; n != 1; n = n % 2 == 0 ? n / 2 : 3 * n + 1) {
      rounds++;
    }
    for (int i = 0; i < rounds % 4; i++) {
      builder.stream("in").groupByKey().count();
    }
    builder.stream("in").groupByKey().count(Materialized.as("rounds" + rounds));
    builder.stream("in").groupByKey().count();
  }
}
