package numbers.longOverflow;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** long arithmetic wraps at 64 bits, and is exact beyond 2^53. */
public class App {
  static void build(StreamsBuilder builder) {
    long max = Long.MAX_VALUE;
    long odd = (1L << 53) + 1;
    builder.stream("in").groupByKey().count(Materialized.as("max" + (max + 1)));
    builder.stream("in").groupByKey().count(Materialized.as("odd" + odd));
    builder.stream("in").groupByKey().count(Materialized.as("square" + odd * odd));
  }
}
