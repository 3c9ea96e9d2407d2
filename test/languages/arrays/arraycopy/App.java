package arrays.arraycopy;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** System.arraycopy works as if by a copy in between. */
public class App {
  static void build(StreamsBuilder builder) {
    int[] a = {1, 2, 3, 4, 5};
    System.arraycopy(a, 0, a, 1, 3);
    builder.stream("in").groupByKey().count(Materialized.as("a" + a[0] + a[1] + a[2] + a[3] + a[4]));
  }
}
