package exceptions.messages;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Messages of the JDK's exceptions. */
public class App {
  static void build(StreamsBuilder builder) {
    String message = "";
    try {
      Integer.parseInt("x1");
    } catch (NumberFormatException e) {
      message = e.getMessage();
    }
    builder.stream("in").groupByKey().count(Materialized.as(message.replaceAll("[^A-Za-z0-9]+", "_")));
    try {
      int zero = 0;
      message = "" + 1 / zero;
    } catch (ArithmeticException e) {
      message = e.getMessage();
    }
    builder.stream("in").groupByKey().count(Materialized.as(message.replaceAll("[^a-z]", "_")));
  }
}
