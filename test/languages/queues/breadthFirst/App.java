package queues.breadthFirst;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** A queue of work, until it is empty. */
public class App {
  static void build(StreamsBuilder builder) {
    Map<String, List<String>> edges = new LinkedHashMap<>();
    edges.put("a", List.of("b", "c"));
    edges.put("b", List.of("d"));
    edges.put("c", List.of("d", "a"));
    Queue<String> work = new LinkedList<>(List.of("a"));
    Set<String> seen = new LinkedHashSet<>();
    while (!work.isEmpty()) {
      String at = work.poll();
      if (!seen.add(at)) continue;
      work.addAll(edges.getOrDefault(at, List.of()));
    }
    builder.stream("in").groupByKey().count(Materialized.as(String.join("-", seen)));
  }
}
