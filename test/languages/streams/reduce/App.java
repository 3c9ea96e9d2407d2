package streams.reduce;

import java.util.stream.Stream;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** reduce with and without a start. */
public class App {
  static void build(StreamsBuilder builder) {
    builder.stream("in").groupByKey().count(Materialized.as("a" + Stream.of(1, 2, 3).reduce(10, Integer::sum)));
    builder.stream("in").groupByKey().count(Materialized.as("b" + Stream.of("x", "y").reduce((a, b) -> b + a).get()));
    builder.stream("in").groupByKey().count(Materialized.as("c" + Stream.of("x", "yy").reduce(0, (n, s) -> n + s.length(), Integer::sum)));
    builder.stream("in").groupByKey().count(Materialized.as("d" + Stream.of("a", "bbb").mapToInt(String::length).max().getAsInt() + Stream.of(1, 2).mapToInt(Integer::intValue).average().orElse(0)));
  }
}
