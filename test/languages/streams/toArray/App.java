package streams.toArray;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** toArray gives an array of its own. */
public class App {
  static void build(StreamsBuilder builder) {
    String[] array = Stream.of("b", "a").sorted().toArray(String[]::new);
    int[] squares = IntStream.of(1, 2, 3).map(i -> i * i).toArray();
    builder.stream("in").groupByKey().count(Materialized.as(array[0] + array.length + squares[2]));
  }
}
