package strings.comparing;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** compareTo is a difference, of letters or of lengths. */
public class App {
  static void build(StreamsBuilder builder) {
    builder.stream("in").groupByKey().count(Materialized.as("a" + "apple".compareTo("banana")));
    builder.stream("in").groupByKey().count(Materialized.as("b" + "abc".compareTo("ab")));
    builder.stream("in").groupByKey().count(Materialized.as("c" + "B".compareTo("a")));
    builder.stream("in").groupByKey().count(Materialized.as("d" + "ORDERS".equalsIgnoreCase("orders") + "ORDERS".equals("orders")));
    builder.stream("in").groupByKey().count(Materialized.as("e" + "B".compareToIgnoreCase("a")));
    if ("orders".compareTo("payments") < 0) {
      builder.stream("in").groupByKey().count();
    }
    builder.stream("in").groupByKey().count();
  }
}
