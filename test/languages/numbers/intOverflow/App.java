package numbers.intOverflow;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** int arithmetic wraps at 32 bits, also where the result goes into a long (JLS 15.17.1). */
public class App {
  static void build(StreamsBuilder builder) {
    int product = 1_000_000 * 1_000_000;
    long days = 30 * 24 * 60 * 60 * 1000;
    long right = 30L * 24 * 60 * 60 * 1000;
    builder.stream("in").groupByKey().count(Materialized.as("product" + product));
    builder.stream("in").groupByKey().count(Materialized.as("days" + days));
    builder.stream("in").groupByKey().count(Materialized.as("right" + right));
    builder.stream("in").groupByKey().count(Materialized.as("next" + (Integer.MAX_VALUE + 1)));
    builder.stream("in").groupByKey().count(Materialized.as("minus" + -Integer.MIN_VALUE));
  }
}
