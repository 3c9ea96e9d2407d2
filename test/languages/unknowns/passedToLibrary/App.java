package unknowns.passedToLibrary;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** What is passed to a class that is not in the sources may be changed there. */
public class App {
  static String joined(List<String> list) {
    return String.valueOf(System.identityHashCode(list) == 0);
  }

  static void build(StreamsBuilder builder) {
    List<String> list = new ArrayList<>(List.of("a"));
    new java.util.concurrent.LinkedBlockingQueue<>(List.of("b", "c")).drainTo(list);
    builder.stream("in").groupByKey().count(Materialized.as("n" + list.size() + joined(list)));
  }
}
