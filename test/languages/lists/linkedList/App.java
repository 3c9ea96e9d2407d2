package lists.linkedList;

import java.util.LinkedList;
import java.util.List;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Both ends of a LinkedList. */
public class App {
  static void build(StreamsBuilder builder) {
    LinkedList<String> list = new LinkedList<>(List.of("b", "c"));
    list.addFirst("a");
    list.addLast("d");
    list.removeFirst();
    list.push("p");
    builder.stream("in").groupByKey().count(Materialized.as(String.join("", list)));
    builder.stream("in").groupByKey().count(Materialized.as(list.getFirst() + list.peekLast() + list.indexOf("c") + list.pollLast() + list.size()));
  }
}
