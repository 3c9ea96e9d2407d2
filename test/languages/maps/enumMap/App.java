package maps.enumMap;

import java.util.EnumMap;
import java.util.Map;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** An EnumMap goes by the order of the constants. */
public class App {
  enum Level {
    LOW,
    MID,
    HIGH
  }

  static void build(StreamsBuilder builder) {
    Map<Level, String> map = new EnumMap<>(Level.class);
    map.put(Level.HIGH, "h");
    map.put(Level.LOW, "l");
    for (Map.Entry<Level, String> e : map.entrySet()) {
      builder.stream("in").groupByKey().count(Materialized.as(e.getKey() + "-" + e.getValue()));
    }
  }
}
