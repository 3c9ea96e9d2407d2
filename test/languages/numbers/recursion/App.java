package numbers.recursion;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** A factorial in int wraps at 13. */
public class App {
  static int factorial(int n) {
    return n <= 1 ? 1 : n * factorial(n - 1);
  }

  static long power(long base, int exponent) {
    return exponent == 0 ? 1 : base * power(base, exponent - 1);
  }

  static void build(StreamsBuilder builder) {
    builder.stream("in").groupByKey().count(Materialized.as("f" + factorial(12)));
    builder.stream("in").groupByKey().count(Materialized.as("g" + factorial(13)));
    builder.stream("in").groupByKey().count(Materialized.as("p" + power(7, 25)));
  }
}
