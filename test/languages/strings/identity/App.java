package strings.identity;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Constants are one object, and new ones are others; intern finds the constant (JLS 3.10.5). */
public class App {
  static void build(StreamsBuilder builder) {
    final String half = "or";
    String part = "or";
    String made = new String("orders");
    builder.stream("in").groupByKey().count(Materialized.as("a" + ("orders" == "or" + "ders")));
    builder.stream("in").groupByKey().count(Materialized.as("b" + ("orders" == made)));
    builder.stream("in").groupByKey().count(Materialized.as("c" + ("orders" == made.intern())));
    builder.stream("in").groupByKey().count(Materialized.as("d" + ("orders" == half + "ders")));
    builder.stream("in").groupByKey().count(Materialized.as("e" + ("orders" == part + "ders")));
    builder.stream("in").groupByKey().count(Materialized.as("f" + "orders".equals(made)));
  }
}
