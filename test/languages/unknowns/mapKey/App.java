package unknowns.mapKey;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** An entry under a key that is not known may be any entry. */
public class App {
  static String key() {
    return java.nio.file.Path.of("fast").toString();
  }

  static void build(StreamsBuilder builder) {
    Map<String, Integer> map = new HashMap<>();
    map.put("slow", 1);
    map.put(key(), 5);
    builder.stream("in").groupByKey().count(Materialized.as("fast" + map.get("fast")));
    builder.stream("in").groupByKey().count(Materialized.as("slow" + map.get("slow")));
  }
}
