package numbers.hashLoop;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** The polynomial hash of a text, as an int that wraps. */
public class App {
  static int hash(String text) {
    int h = 7;
    for (char c : text.toCharArray()) {
      h = h * 31 + c;
    }
    return h;
  }

  static void build(StreamsBuilder builder) {
    builder.stream("in").groupByKey().count(Materialized.as("h" + hash("orders-by-customer")));
    builder.stream("in").groupByKey().count(Materialized.as("bucket" + Math.floorMod(hash("payments-by-day"), 16)));
    builder.stream("in").groupByKey().count(Materialized.as("own" + "orders-by-customer".hashCode()));
  }
}
