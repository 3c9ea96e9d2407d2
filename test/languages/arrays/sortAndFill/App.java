package arrays.sortAndFill;

import java.util.Arrays;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Arrays.sort and fill write into the array that they are given. */
public class App {
  static void build(StreamsBuilder builder) {
    int[] numbers = {5, 3, 9, 1};
    Arrays.sort(numbers);
    String[] topics = {"payments", "orders", "clicks"};
    Arrays.sort(topics);
    int[] filled = new int[4];
    Arrays.fill(filled, 1, 3, 7);
    builder.stream("in").groupByKey().count(Materialized.as("n" + numbers[0] + numbers[3]));
    for (int i = 0; i < topics.length; i++) {
      builder.stream("in").groupByKey().count(Materialized.as(i + "-" + topics[i]));
    }
    builder.stream("in").groupByKey().count(Materialized.as("f" + filled[0] + filled[1] + filled[2] + filled[3]));
  }
}
