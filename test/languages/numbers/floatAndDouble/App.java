package numbers.floatAndDouble;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** A float is not the double of the same spelling, and sums of tenths are not exact. */
public class App {
  static void build(StreamsBuilder builder) {
    double sum = 0;
    for (int i = 0; i < 10; i++) {
      sum += 0.1;
    }
    builder.stream("in").groupByKey().count(Materialized.as("sum" + sum));
    builder.stream("in").groupByKey().count(Materialized.as("same" + (0.1f == 0.1)));
    builder.stream("in").groupByKey().count(Materialized.as("third" + 1f / 3));
    builder.stream("in").groupByKey().count(Materialized.as("wide" + (double) 0.1f));
    builder.stream("in").groupByKey().count(Materialized.as("float" + (float) 16_777_217));
  }
}
