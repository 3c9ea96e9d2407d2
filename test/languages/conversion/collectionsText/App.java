package conversion.collectionsText;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Collections print their elements in brackets. */
public class App {
  static void build(StreamsBuilder builder) {
    builder.stream("in").groupByKey().count(Materialized.as(List.of(1, 2).toString().replace(", ", "-").replace("[", "l").replace("]", "")));
    builder.stream("in").groupByKey().count(Materialized.as(new TreeMap<>(Map.of("k", 1)).toString().replace("=", "-").replace("{", "m").replace("}", "")));
    builder.stream("in").groupByKey().count(Materialized.as(Arrays.toString(new int[] {3, 4}).replaceAll("[^0-9]", "_")));
    builder.stream("in").groupByKey().count(Materialized.as("o" + Optional.of("v").toString().length()));
  }
}
