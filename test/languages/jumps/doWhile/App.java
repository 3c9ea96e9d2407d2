package jumps.doWhile;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** The body of do runs once at least. */
public class App {
  static void build(StreamsBuilder builder) {
    int n = 10;
    int rounds = 0;
    do {
      rounds++;
      n += 5;
    } while (n < 10);
    while (n > 100) {
      rounds += 100;
    }
    for (int i = 0, j = 10; i < j; i += 2, j--) {
      rounds += i * j;
    }
    builder.stream("in").groupByKey().count(Materialized.as("r" + rounds));
  }
}
