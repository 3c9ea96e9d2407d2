package streams.sorted;

import java.util.Comparator;
import java.util.List;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** sorted, distinct, limit, skip. */
public class App {
  static void build(StreamsBuilder builder) {
    List<String> names = List.of("b", "a", "c", "a").stream().distinct().sorted(Comparator.reverseOrder()).skip(1).limit(2).toList();
    int at = 0;
    for (String name : names) {
      builder.stream("in").groupByKey().count(Materialized.as(at++ + name));
    }
  }
}
