package exceptions.noneFits;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** One that no clause takes goes on to the outer try, past the rest of the body. */
public class App {
  static void build(StreamsBuilder builder) {
    String outcome = "s";
    try {
      try {
        outcome += "-in";
        Integer.parseInt("x");
        outcome += "-never";
      } catch (ArithmeticException e) {
        outcome += "-wrong";
      }
      outcome += "-after";
    } catch (RuntimeException e) {
      outcome += "-outer";
    }
    builder.stream("in").groupByKey().count(Materialized.as(outcome));
  }
}
