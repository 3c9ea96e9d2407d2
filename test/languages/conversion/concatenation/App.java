package conversion.concatenation;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** From left to right: numbers add up until a text comes (JLS 15.18). */
public class App {
  static void build(StreamsBuilder builder) {
    builder.stream("in").groupByKey().count(Materialized.as(1 + 2 + "a" + 3 + 4));
    builder.stream("in").groupByKey().count(Materialized.as("b" + 'c' + 1));
    builder.stream("in").groupByKey().count(Materialized.as("" + ('c' + 1)));
    builder.stream("in").groupByKey().count(Materialized.as("n" + null));
    builder.stream("in").groupByKey().count(Materialized.as("t" + true + 1.0 + 2.50f + 7L));
  }
}
