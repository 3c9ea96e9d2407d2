package optional.chains;

import java.util.Optional;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** map, filter, or, orElse. */
public class App {
  static void build(StreamsBuilder builder) {
    Optional<String> some = Optional.of("orders");
    Optional<String> none = Optional.empty();
    builder.stream("in").groupByKey().count(Materialized.as(some.map(String::toUpperCase).orElse("x") + none.orElse("none") + none.or(() -> some).get()));
    builder.stream("in").groupByKey().count(Materialized.as("f" + some.filter(s -> s.length() > 9).isPresent() + some.flatMap(s -> Optional.ofNullable((String) null)).isEmpty() + none.map(String::length).orElseGet(() -> -1)));
  }
}
