package numbers.shifts;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** A shift takes the low five bits of its distance, six for a long; >>> fills with zeros (JLS 15.19). */
public class App {
  static void build(StreamsBuilder builder) {
    int n = -17;
    builder.stream("in").groupByKey().count(Materialized.as("a" + (n >> 2)));
    builder.stream("in").groupByKey().count(Materialized.as("b" + (n >>> 28)));
    builder.stream("in").groupByKey().count(Materialized.as("c" + (1 << 33)));
    builder.stream("in").groupByKey().count(Materialized.as("d" + (1L << 33)));
    builder.stream("in").groupByKey().count(Materialized.as("e" + (n << 31)));
  }
}
