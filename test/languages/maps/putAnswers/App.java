package maps.putAnswers;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** put answers what was there before; remove too. */
public class App {
  static void build(StreamsBuilder builder) {
    Map<String, Integer> map = new HashMap<>();
    Integer first = map.put("a", 1);
    Integer second = map.put("a", 2);
    Integer gone = map.remove("a");
    Integer none = map.remove("a");
    builder.stream("in").groupByKey().count(Materialized.as("p" + first + second + gone + none + map.isEmpty()));
  }
}
