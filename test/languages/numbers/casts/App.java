package numbers.casts;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** A cast to a narrower type keeps the low bits; one from a floating type rounds toward zero and stops at the ends (JLS 5.1.3). */
public class App {
  static void build(StreamsBuilder builder) {
    builder.stream("in").groupByKey().count(Materialized.as("byte" + (byte) 200));
    builder.stream("in").groupByKey().count(Materialized.as("short" + (short) 70_000));
    builder.stream("in").groupByKey().count(Materialized.as("char" + (char) 98));
    builder.stream("in").groupByKey().count(Materialized.as("int" + (int) 3.99e10));
    builder.stream("in").groupByKey().count(Materialized.as("nan" + (int) Double.NaN));
    builder.stream("in").groupByKey().count(Materialized.as("neg" + (int) -2.7));
    builder.stream("in").groupByKey().count(Materialized.as("twice" + (byte) (int) 300.9));
  }
}
