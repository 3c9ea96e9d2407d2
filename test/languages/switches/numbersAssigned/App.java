package switches.numbersAssigned;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Where a switch expression is assigned or passed, each arm is for itself of the type that is asked for (JLS 15.28.1). */
public class App {
  static Object pass(Object o) {
    return o;
  }

  static void build(StreamsBuilder builder) {
    int n = "a".length();
    Object mixed = switch (n) {
      case 1 -> 1;
      default -> 2.5;
    };
    builder.stream("in").groupByKey().count(Materialized.as("a" + mixed));
    builder.stream("in").groupByKey().count(Materialized.as("p" + pass(switch (n) {case 1 -> 'a'; default -> 1000 * n;})));
    double wide = switch (n) {case 1 -> 7; default -> 2.5f;};
    builder.stream("in").groupByKey().count(Materialized.as("w" + wide));
  }
}
