package numbers.parsing;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** parseInt takes a sign and a radix, and no spaces. */
public class App {
  static void build(StreamsBuilder builder) {
    builder.stream("in").groupByKey().count(Materialized.as("a" + Integer.parseInt("-42")));
    builder.stream("in").groupByKey().count(Materialized.as("b" + Integer.parseInt("ff", 16)));
    builder.stream("in").groupByKey().count(Materialized.as("c" + Integer.valueOf("+7")));
    builder.stream("in").groupByKey().count(Materialized.as("d" + Long.parseLong("9000000000")));
    builder.stream("in").groupByKey().count(Materialized.as("e" + Double.parseDouble("1e3")));
    builder.stream("in").groupByKey().count(Materialized.as("f" + Boolean.parseBoolean("TRUE")));
    builder.stream("in").groupByKey().count(Materialized.as("g" + Integer.decode("0x10")));
  }
}
