package lists.sorting;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** sort, Collections.sort and reverse change the list. */
public class App {
  static void build(StreamsBuilder builder) {
    List<String> topics = new ArrayList<>(List.of("payments", "orders", "eu", "us"));
    Collections.sort(topics);
    builder.stream("in").groupByKey().count(Materialized.as("first-" + topics.get(0)));
    topics.sort(Comparator.comparing(String::length).thenComparing(Comparator.reverseOrder()));
    builder.stream("in").groupByKey().count(Materialized.as("second-" + String.join(".", topics)));
    Collections.reverse(topics);
    builder.stream("in").groupByKey().count(Materialized.as("third-" + topics.get(0)));
    topics.sort(null);
    builder.stream("in").groupByKey().count(Materialized.as("fourth-" + topics.get(3)));
  }
}
