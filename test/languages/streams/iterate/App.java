package streams.iterate;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Streams without end, cut off. */
public class App {
  static void build(StreamsBuilder builder) {
    builder.stream("in").groupByKey().count(Materialized.as("a" + Stream.iterate(1, i -> i * 3).limit(4).map(String::valueOf).collect(Collectors.joining("."))));
    builder.stream("in").groupByKey().count(Materialized.as("b" + Stream.iterate(1, i -> i < 50, i -> i * 2).count()));
    builder.stream("in").groupByKey().count(Materialized.as("c" + IntStream.iterate(5, i -> i - 1).takeWhile(i -> i > 2).sum()));
    builder.stream("in").groupByKey().count(Materialized.as("d" + Stream.of("a", "bb", "c").dropWhile(s -> s.length() == 1).count()));
  }
}
