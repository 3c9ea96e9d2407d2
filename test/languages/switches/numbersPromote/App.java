package switches.numbersPromote;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** The arms of a switch expression that stands alone have one type (JLS 15.28.1). */
public class App {
  static void build(StreamsBuilder builder) {
    int n = "a".length();
    var mixed = switch (n) {
      case 1 -> 1;
      default -> 2.5;
    };
    builder.stream("in").groupByKey().count(Materialized.as("m" + mixed));
    builder.stream("in").groupByKey().count(Materialized.as("n" + switch (n) {case 1 -> 'a'; default -> 1000 * n;}));
  }
}
