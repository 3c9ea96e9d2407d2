package numbers.boxIdentity;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Boxes of -128 to 127 are shared, others are not: == on boxes compares objects (JLS 5.1.7). */
public class App {
  static void build(StreamsBuilder builder) {
    Integer a = 127;
    Integer b = 127;
    Integer c = 128;
    Integer d = 128;
    Long e = 128L;
    builder.stream("in").groupByKey().count(Materialized.as("small" + (a == b)));
    builder.stream("in").groupByKey().count(Materialized.as("large" + (c == d)));
    builder.stream("in").groupByKey().count(Materialized.as("equals" + c.equals(d)));
    builder.stream("in").groupByKey().count(Materialized.as("long" + e.equals(128)));
    builder.stream("in").groupByKey().count(Materialized.as("int" + (c == 128)));
  }
}
