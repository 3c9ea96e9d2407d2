package exceptions.multiCatch;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** One clause for several types, and the simple name of the class. */
public class App {
  static void build(StreamsBuilder builder) {
    String all = "";
    for (String s : new String[] {"1", "x", "0"}) {
      try {
        all += 10 / Integer.parseInt(s);
      } catch (NumberFormatException | ArithmeticException e) {
        all += e.getClass().getSimpleName();
      }
    }
    builder.stream("in").groupByKey().count(Materialized.as(all));
  }
}
