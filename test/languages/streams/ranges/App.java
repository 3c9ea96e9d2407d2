package streams.ranges;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Ranges of ints, their sums and products. */
public class App {
  static void build(StreamsBuilder builder) {
    IntStream.range(0, 3).forEach(i -> {
      builder.stream("in").groupByKey().count(Materialized.as("p" + i));
    });
    builder.stream("in").groupByKey().count(Materialized.as("s" + IntStream.rangeClosed(1, 10).sum() + "m" + IntStream.rangeClosed(1, 15).reduce(1, (a, b) -> a * b)));
    builder.stream("in").groupByKey().count(Materialized.as(IntStream.range(0, 4).mapToObj(i -> String.valueOf((char) ('a' + i))).collect(Collectors.joining("-"))));
  }
}
