package exceptions.rethrown;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Wrapped and thrown on, through several methods. */
public class App {
  static int deep(int n) {
    if (n == 0) throw new IllegalStateException("bottom");
    try {
      return deep(n - 1) + 1;
    } catch (IllegalStateException e) {
      throw new IllegalArgumentException(e.getMessage() + n, e);
    }
  }

  static void build(StreamsBuilder builder) {
    String outcome;
    try {
      outcome = "n" + deep(3);
    } catch (IllegalArgumentException e) {
      outcome = e.getMessage() + e.getCause().getMessage();
    }
    builder.stream("in").groupByKey().count(Materialized.as(outcome));
  }
}
