package arrays.copies;

import java.util.Arrays;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** clone, copyOf and copyOfRange are other arrays; an assignment is not. */
public class App {
  static void build(StreamsBuilder builder) {
    int[] a = {1, 2, 3};
    int[] same = a;
    int[] clone = a.clone();
    int[] longer = Arrays.copyOf(a, 5);
    int[] part = Arrays.copyOfRange(a, 1, 3);
    same[0] = 9;
    builder.stream("in").groupByKey().count(Materialized.as("a" + a[0] + clone[0] + longer[0] + longer[4] + part[0] + part.length));
    builder.stream("in").groupByKey().count(Materialized.as("e" + (a == same) + (a == clone) + a.equals(clone) + Arrays.equals(part, new int[] {2, 3})));
  }
}
