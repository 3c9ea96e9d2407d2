package streams.comparators;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Comparators by parts, reversed, with ties. */
public class App {
  record Item(String name, int size) {}

  static void build(StreamsBuilder builder) {
    List<Item> items = List.of(new Item("b", 2), new Item("a", 2), new Item("c", 1));
    builder.stream("in").groupByKey().count(Materialized.as(items.stream().sorted(Comparator.comparingInt(Item::size).thenComparing(Item::name)).map(Item::name).collect(Collectors.joining())));
    builder.stream("in").groupByKey().count(Materialized.as(items.stream().sorted(Comparator.comparing(Item::size).reversed()).map(Item::name).collect(Collectors.joining())));
    builder.stream("in").groupByKey().count(Materialized.as(items.stream().max(Comparator.comparing(Item::name)).get().name() + items.stream().mapToInt(Item::size).sum()));
  }
}
