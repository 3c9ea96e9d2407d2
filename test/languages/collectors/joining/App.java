package collectors.joining;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** joining with a prefix and a suffix. */
public class App {
  static void build(StreamsBuilder builder) {
    builder.stream("in").groupByKey().count(Materialized.as(Stream.of("a", "b").collect(Collectors.joining("-", "p.", ".s"))));
    builder.stream("in").groupByKey().count(Materialized.as("e" + Stream.of("a").skip(1).collect(Collectors.joining("-")).length()));
  }
}
