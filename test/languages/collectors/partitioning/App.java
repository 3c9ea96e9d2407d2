package collectors.partitioning;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** partitioningBy has false first. */
public class App {
  static void build(StreamsBuilder builder) {
    Map<Boolean, List<String>> parts = Stream.of("orders", "eu", "us").collect(Collectors.partitioningBy(s -> s.length() > 2));
    for (Map.Entry<Boolean, List<String>> e : parts.entrySet()) {
      builder.stream("in").groupByKey().count(Materialized.as(e.getKey() + "-" + e.getValue().size()));
    }
  }
}
