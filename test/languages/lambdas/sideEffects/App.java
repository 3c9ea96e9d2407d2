package lambdas.sideEffects;

import java.util.List;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** What a lambda writes into an array or a builder is seen outside. */
public class App {
  static void build(StreamsBuilder builder) {
    int[] box = {1};
    StringBuilder log = new StringBuilder();
    Runnable twice = () -> {
      box[0] *= 2;
      log.append(box[0]);
    };
    twice.run();
    twice.run();
    List.of("a", "b").forEach(log::append);
    builder.stream("in").groupByKey().count(Materialized.as("b" + box[0] + log));
  }
}
