package queues.deque;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Both ends of an ArrayDeque. */
public class App {
  static void build(StreamsBuilder builder) {
    Deque<String> queue = new ArrayDeque<>(List.of("a", "b"));
    queue.push("p");
    queue.addLast("l");
    queue.offerFirst("f");
    builder.stream("in").groupByKey().count(Materialized.as(queue.pop() + queue.pollLast() + queue.peekFirst() + queue.size()));
    for (String s : queue) {
      builder.stream("in").groupByKey().count(Materialized.as(s));
    }
  }
}
