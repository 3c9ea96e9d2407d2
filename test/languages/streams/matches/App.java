package streams.matches;

import java.util.List;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** anyMatch, allMatch, noneMatch, findFirst, count. */
public class App {
  static void build(StreamsBuilder builder) {
    List<String> names = List.of("orders", "eu");
    builder.stream("in").groupByKey().count(Materialized.as("m" + names.stream().anyMatch(s -> s.length() == 2) + names.stream().allMatch(s -> s.contains("e")) + names.stream().noneMatch(String::isEmpty)));
    builder.stream("in").groupByKey().count(Materialized.as("f" + names.stream().filter(s -> s.startsWith("e")).findFirst().orElse("none") + names.stream().filter(s -> s.length() > 9).count()));
    if (names.stream().anyMatch("us"::equals)) {
      builder.stream("in").groupByKey().count();
    }
    builder.stream("in").groupByKey().count();
  }
}
