package statics.singleton;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** A singleton whose static fields are set in the order of the text. */
public class App {
  static class Registry {
    private static final Registry INSTANCE = new Registry();
    private static int created = 10;
    private final Map<String, Integer> known = new LinkedHashMap<>();

    private Registry() {
      created++;
    }

    Registry register(String name) {
      known.merge(name, 1, Integer::sum);
      return this;
    }
  }

  static void build(StreamsBuilder builder) {
    Registry.INSTANCE.register("x").register("y").register("x");
    builder.stream("in").groupByKey().count(Materialized.as("c" + Registry.created + Registry.INSTANCE.known.get("x") + Registry.INSTANCE.known.size()));
  }
}
