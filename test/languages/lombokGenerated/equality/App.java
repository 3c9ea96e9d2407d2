package lombokGenerated.equality;

import java.util.*;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;
import lombok.*;
import lombok.experimental.*;

/** Values that are equal by their fields. */
public class App {
  @Value
  static class Key {
    String name;
    int number;
  }

  static void build(StreamsBuilder builder) {
    Map<Key, String> names = new HashMap<>();
    names.put(new Key("a", 1), "first");
    names.put(new Key("a", 1), "second");
    count(builder, names.get(new Key("a", 1)));
    count(builder, names.size());
    count(builder, new Key("a", 1).equals(new Key("a", 1)));
    count(builder, new Key("a", 1).equals(new Key("b", 1)));
  }

  private static void count(StreamsBuilder builder, Object name) {
    builder.stream("in").groupByKey().count(Materialized.as("n-" + name));
  }
}
