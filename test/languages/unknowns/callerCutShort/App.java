package unknowns.callerCutShort;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** A method that is given a builder by code that was not read to its end: how many numbers are drawn before is not known. */
public class App {
  static String slow(int n) {
    String s = "a";
    for (int i = 0; i < 200; i++) {
      s = "b" + i % 3;
    }
    return n == 0 ? s : slow(n - 1);
  }

  private static void first(StreamsBuilder builder) {
    String s = "";
    for (int i = 0; i < 400; i++) {
      s = slow(10);
    }
    builder.stream("in").groupByKey().count(Materialized.as("s" + s));
  }

  private static void second(StreamsBuilder builder) {
    builder.stream("in").groupByKey().count();
  }

  static void build(StreamsBuilder builder) {
    first(builder);
    second(builder);
  }
}
