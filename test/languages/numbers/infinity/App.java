package numbers.infinity;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Division by zero of floating numbers gives infinity or NaN, which no comparison likes. */
public class App {
  static void build(StreamsBuilder builder) {
    double zero = 0;
    builder.stream("in").groupByKey().count(Materialized.as("a" + 1 / zero));
    builder.stream("in").groupByKey().count(Materialized.as("b" + -1 / zero));
    builder.stream("in").groupByKey().count(Materialized.as("c" + (zero / zero == zero / zero)));
    builder.stream("in").groupByKey().count(Materialized.as("d" + Double.isNaN(zero / zero)));
    builder.stream("in").groupByKey().count(Materialized.as("e" + 0.0 * -1));
    builder.stream("in").groupByKey().count(Materialized.as("f" + (0.0 == -0.0)));
  }
}
