package streams.filterAndMap;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** filter, map and toList, in order. */
public class App {
  static void build(StreamsBuilder builder) {
    List<String> names = Stream.of("orders", "eu", "payments", "us").filter(s -> s.length() > 2).map(String::toUpperCase).collect(Collectors.toList());
    for (String name : names) {
      builder.stream("in").groupByKey().count(Materialized.as(name));
      builder.stream("in").groupByKey().count();
    }
  }
}
