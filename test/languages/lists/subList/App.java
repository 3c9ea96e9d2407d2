package lists.subList;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** subList is a view: what is changed in it changes the list. */
public class App {
  static void build(StreamsBuilder builder) {
    List<String> all = new ArrayList<>(List.of("a", "b", "c", "d"));
    List<String> view = all.subList(1, 3);
    view.set(0, "B");
    view.remove("c");
    view.add("x");
    builder.stream("in").groupByKey().count(Materialized.as(String.join("-", all)));
    all.subList(0, 2).clear();
    builder.stream("in").groupByKey().count(Materialized.as("n" + all.size() + all.get(0)));
  }
}
