package optional.failing;

import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** get of nothing throws; orElseThrow throws what it is told. */
public class App {
  static void build(StreamsBuilder builder) {
    String outcome;
    try {
      outcome = (String) Optional.empty().get();
    } catch (NoSuchElementException e) {
      outcome = "nothing";
    }
    try {
      outcome += Optional.empty().orElseThrow(() -> new IllegalStateException("own"));
    } catch (IllegalStateException e) {
      outcome += e.getMessage();
    }
    builder.stream("in").groupByKey().count(Materialized.as(outcome));
  }
}
