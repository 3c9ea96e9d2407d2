package queues.priority;

import java.util.Collections;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** A PriorityQueue gives the least first. */
public class App {
  static void build(StreamsBuilder builder) {
    PriorityQueue<String> queue = new PriorityQueue<>(Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder()));
    Collections.addAll(queue, "payments", "us", "orders", "eu");
    int at = 0;
    while (!queue.isEmpty()) {
      builder.stream("in").groupByKey().count(Materialized.as(at++ + queue.poll()));
    }
  }
}
