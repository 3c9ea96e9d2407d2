package lambdas.inMaps;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** A table of functions. */
public class App {
  static void build(StreamsBuilder builder) {
    Map<String, Function<Integer, String>> table = new LinkedHashMap<>();
    table.put("neg", i -> "n" + -i);
    table.put("hex", Integer::toHexString);
    table.forEach((name, f) -> {
      builder.stream("in").groupByKey().count(Materialized.as(name + f.apply(26)));
    });
  }
}
