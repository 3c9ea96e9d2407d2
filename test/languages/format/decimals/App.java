package format.decimals;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Fractions are rounded half up from the decimal digits of the number. */
public class App {
  static void build(StreamsBuilder builder) {
    builder.stream("in").groupByKey().count(Materialized.as(String.format("%.2f", 2.0 / 3)));
    builder.stream("in").groupByKey().count(Materialized.as(String.format("%.0f", 2.5)));
    builder.stream("in").groupByKey().count(Materialized.as(String.format("%.1f", 0.25)));
    builder.stream("in").groupByKey().count(Materialized.as(String.format("%08.3f", 3.14159)));
    builder.stream("in").groupByKey().count(Materialized.as(String.format("%6.1f", 2.25).trim()));
  }
}
