package arrays.setAll;

import java.util.Arrays;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** setAll computes each element; stream gives sums. */
public class App {
  static void build(StreamsBuilder builder) {
    int[] a = new int[4];
    Arrays.setAll(a, i -> i * i + 1);
    builder.stream("in").groupByKey().count(Materialized.as("a" + a[0] + a[3] + Arrays.stream(a).sum()));
    builder.stream("in").groupByKey().count(Materialized.as("h" + Arrays.hashCode(new int[] {1, 2}) + Arrays.asList("x", "y").indexOf("y")));
  }
}
