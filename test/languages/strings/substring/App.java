package strings.substring;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** substring, indexOf and lastIndexOf. */
public class App {
  static void build(StreamsBuilder builder) {
    String s = "orders-by-customer";
    builder.stream("in").groupByKey().count(Materialized.as(s.substring(7)));
    builder.stream("in").groupByKey().count(Materialized.as(s.substring(0, s.indexOf('-'))));
    builder.stream("in").groupByKey().count(Materialized.as(s.substring(s.lastIndexOf("-") + 1)));
    builder.stream("in").groupByKey().count(Materialized.as("i" + s.indexOf("by") + s.indexOf("zz") + s.indexOf('r', 3)));
    builder.stream("in").groupByKey().count(Materialized.as("c" + s.charAt(2)));
  }
}
