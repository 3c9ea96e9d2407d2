package conversion.doubleText;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** A double has a point, and an exponent from 10^7 and below 10^-3 (Double.toString). */
public class App {
  static void build(StreamsBuilder builder) {
    builder.stream("in").groupByKey().count(Materialized.as("a" + 10.0));
    builder.stream("in").groupByKey().count(Materialized.as("b" + 1e7));
    builder.stream("in").groupByKey().count(Materialized.as("c" + 123456.789e3));
    builder.stream("in").groupByKey().count(Materialized.as("d" + 0.001));
    builder.stream("in").groupByKey().count(Materialized.as("e" + 0.0001));
    builder.stream("in").groupByKey().count(Materialized.as("f" + 100f));
    builder.stream("in").groupByKey().count(Materialized.as("g" + 1.0 / 3));
    builder.stream("in").groupByKey().count(Materialized.as("h" + (0.1 + 0.2)));
  }
}
