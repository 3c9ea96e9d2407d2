package unknowns.mapDefault;

import java.util.Map;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** What a map answers for a key that is not known. */
public class App {
  static String key() {
    return java.nio.file.Path.of("fast").toString();
  }

  static void build(StreamsBuilder builder) {
    Map<String, String> map = Map.of("fast", "f", "slow", "s");
    builder.stream("in").groupByKey().count(Materialized.as("g" + map.getOrDefault(key(), "none")));
    if (map.containsKey(key())) {
      builder.stream("in").groupByKey().count();
    }
    builder.stream("in").groupByKey().count();
  }
}
