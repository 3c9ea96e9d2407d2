package iterators.concurrentChange;

import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.List;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** A list that is changed while a loop goes over it throws at the next element. */
public class App {
  static void build(StreamsBuilder builder) {
    List<String> list = new ArrayList<>(List.of("a", "b", "c"));
    String outcome = "";
    try {
      for (String s : list) {
        outcome += s;
        if (s.equals("a")) list.add("d");
      }
    } catch (ConcurrentModificationException e) {
      outcome += "-changed";
    }
    builder.stream("in").groupByKey().count(Materialized.as(outcome + list.size()));
  }
}
