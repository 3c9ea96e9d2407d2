package streams.sortedIsABarrier;

import java.util.stream.Stream;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** sorted takes all elements before the first goes on. */
public class App {
  static void build(StreamsBuilder builder) {
    StringBuilder log = new StringBuilder();
    Stream.of("b", "a").peek(log::append).sorted().peek(s -> log.append(s.toUpperCase())).forEach(s -> log.append('.'));
    builder.stream("in").groupByKey().count(Materialized.as("log" + log));
  }
}
