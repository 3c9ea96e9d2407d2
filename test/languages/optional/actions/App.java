package optional.actions;

import java.util.Optional;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** ifPresent and ifPresentOrElse run one of their actions. */
public class App {
  static void build(StreamsBuilder builder) {
    Optional.of("a").ifPresent(s -> {
      builder.stream("in").groupByKey().count(Materialized.as("p" + s));
    });
    Optional.<String>empty().ifPresent(s -> {
      builder.stream("in").groupByKey().count();
    });
    Optional.<String>empty().ifPresentOrElse(s -> {
      builder.stream("in").groupByKey().count();
    }, () -> {
      builder.stream("in").groupByKey().count(Materialized.as("none"));
    });
    builder.stream("in").groupByKey().count();
  }
}
