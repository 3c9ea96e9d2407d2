package numbers.bitOperators;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** &, |, ^ and ~ on int and long; between an int and a long the int is widened with its sign. */
public class App {
  static void build(StreamsBuilder builder) {
    builder.stream("in").groupByKey().count(Materialized.as("and" + (0xCAFE & 0xFF)));
    builder.stream("in").groupByKey().count(Materialized.as("or" + (5 | 8)));
    builder.stream("in").groupByKey().count(Materialized.as("xor" + (6 ^ 3)));
    builder.stream("in").groupByKey().count(Materialized.as("not" + ~7));
    builder.stream("in").groupByKey().count(Materialized.as("mask" + (-1 & 0xFFFFFFFFL)));
    builder.stream("in").groupByKey().count(Materialized.as("bool" + (true ^ false | false & true)));
  }
}
