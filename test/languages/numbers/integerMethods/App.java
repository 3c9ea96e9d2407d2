package numbers.integerMethods;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Bits and texts of numbers. */
public class App {
  static void build(StreamsBuilder builder) {
    builder.stream("in").groupByKey().count(Materialized.as("a" + Integer.toBinaryString(10)));
    builder.stream("in").groupByKey().count(Materialized.as("b" + Integer.toHexString(-1)));
    builder.stream("in").groupByKey().count(Materialized.as("c" + Integer.bitCount(255)));
    builder.stream("in").groupByKey().count(Materialized.as("d" + Integer.toString(255, 36)));
    builder.stream("in").groupByKey().count(Materialized.as("e" + Integer.compare(3, 5)));
    builder.stream("in").groupByKey().count(Materialized.as("f" + Long.numberOfTrailingZeros(8)));
    builder.stream("in").groupByKey().count(Materialized.as("g" + Integer.reverse(1)));
    builder.stream("in").groupByKey().count(Materialized.as("h" + Integer.highestOneBit(100)));
  }
}
