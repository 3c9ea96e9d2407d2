package format.widths;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Widths, zeros and signs of numbers. */
public class App {
  static void build(StreamsBuilder builder) {
    builder.stream("in").groupByKey().count(Materialized.as(String.format("%03d", 7)));
    builder.stream("in").groupByKey().count(Materialized.as(String.format("%05d", -42)));
    builder.stream("in").groupByKey().count(Materialized.as(String.format("a%5d", 42).replace(" ", "_")));
    builder.stream("in").groupByKey().count(Materialized.as(String.format("b%-5d.", 42).replace(" ", "_")));
    builder.stream("in").groupByKey().count(Materialized.as(String.format("%x.%X.%o", 255, 255, 8)));
  }
}
