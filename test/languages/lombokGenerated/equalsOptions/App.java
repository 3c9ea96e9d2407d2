package lombokGenerated.equalsOptions;

import java.util.*;
import lombok.*;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Equality by some of the fields. */
public class App {
  @Value
  @EqualsAndHashCode(of = "name")
  static class Key {
    String name;
    int number;
  }

  static void build(StreamsBuilder builder) {
    Map<Key, String> names = new LinkedHashMap<>();
    names.put(new Key("a", 1), "first");
    names.put(new Key("a", 2), "second");
    builder.stream("in").groupByKey().count(Materialized.as("size-" + names.size()));
    Set<Key> keys = new LinkedHashSet<>();
    keys.add(new Key("a", 1));
    keys.add(new Key("a", 2));
    builder.stream("in").groupByKey().count(Materialized.as("keys-" + keys.size()));
    for (String name : names.values()) builder.stream("in").groupByKey().count(Materialized.as(name));
  }
}
