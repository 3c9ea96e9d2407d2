package maps.linkedOrder;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** A LinkedHashMap keeps the place of a key that is put again; removing and putting moves it. */
public class App {
  static void build(StreamsBuilder builder) {
    Map<String, Integer> map = new LinkedHashMap<>();
    map.put("b", 1);
    map.put("a", 2);
    map.put("b", 3);
    map.remove("a");
    map.put("c", 4);
    map.put("a", 5);
    map.forEach((k, v) -> {
      builder.stream("in").groupByKey().count(Materialized.as(k + v));
    });
    builder.stream("in").groupByKey().count();
  }
}
