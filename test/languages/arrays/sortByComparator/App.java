package arrays.sortByComparator;

import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** With a comparator, and a part of the array only. */
public class App {
  static void build(StreamsBuilder builder) {
    String[] topics = {"payments", "eu", "orders", "us"};
    Arrays.sort(topics, Comparator.comparing(String::length).thenComparing(Comparator.reverseOrder()));
    builder.stream("in").groupByKey().count(Materialized.as(String.join("-", topics)));
    Integer[] numbers = {3, 1, 2, 0};
    Arrays.sort(numbers, 1, 3, Collections.reverseOrder());
    builder.stream("in").groupByKey().count(Materialized.as("n" + numbers[0] + numbers[1] + numbers[2] + numbers[3]));
  }
}
