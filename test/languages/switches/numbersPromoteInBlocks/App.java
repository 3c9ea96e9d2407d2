package switches.numbersPromoteInBlocks;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** So do the arms that yield out of blocks. */
public class App {
  static void build(StreamsBuilder builder) {
    int n = "a".length();
    var mixed = switch (n) {
      case 1 -> {
        yield 1;
      }
      default -> {
        if (n > 3) yield 2L;
        yield 2.5;
      }
    };
    builder.stream("in").groupByKey().count(Materialized.as("m" + mixed));
  }
}
