package sets.recordElements;

import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Records are equal by their components. */
public class App {
  record Key(String topic, int partition) {}

  static void build(StreamsBuilder builder) {
    Set<Key> keys = new HashSet<>();
    keys.add(new Key("a", 1));
    keys.add(new Key("a", 1));
    keys.add(new Key("a", 2));
    builder.stream("in").groupByKey().count(Materialized.as("n" + keys.size() + keys.contains(new Key("a", 2)) + keys.contains(new Key("b", 2))));
  }
}
