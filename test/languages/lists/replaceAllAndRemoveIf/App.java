package lists.replaceAllAndRemoveIf;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** replaceAll and removeIf work on the list itself. */
public class App {
  static void build(StreamsBuilder builder) {
    List<String> topics = new ArrayList<>(List.of("a", "bb", "ccc"));
    topics.replaceAll(String::toUpperCase);
    boolean removed = topics.removeIf(s -> s.length() == 2);
    builder.stream("in").groupByKey().count(Materialized.as(String.join("-", topics) + removed));
    for (String topic : topics) {
      builder.stream("in").groupByKey().count();
    }
  }
}
