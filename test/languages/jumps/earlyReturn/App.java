package jumps.earlyReturn;

import java.util.List;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** The first that fits is returned from within a loop. */
public class App {
  static String find(List<String> all, int length) {
    for (String s : all) {
      if (s.length() == length) {
        return s;
      }
    }
    return "none";
  }

  static void build(StreamsBuilder builder) {
    builder.stream("in").groupByKey().count(Materialized.as(find(List.of("orders", "eu", "us"), 2)));
    builder.stream("in").groupByKey().count(Materialized.as(find(List.of("orders"), 3)));
  }
}
