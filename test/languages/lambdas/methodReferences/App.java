package lambdas.methodReferences;

import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** References to static, bound and unbound methods, and to constructors. */
public class App {
  static class Item {
    final String name;

    Item(String name) {
      this.name = name;
    }

    String loud() {
      return name.toUpperCase();
    }

    static String quiet(Item item) {
      return item.name + ".";
    }
  }

  static void build(StreamsBuilder builder) {
    Function<String, Item> make = Item::new;
    Item item = make.apply("it");
    Function<Item, String> loud = Item::loud;
    Function<Item, String> quiet = Item::quiet;
    Supplier<String> bound = item::loud;
    BiFunction<String, Integer, String> repeat = String::repeat;
    builder.stream("in").groupByKey().count(Materialized.as(loud.apply(item) + quiet.apply(item) + bound.get() + repeat.apply("ab", 2)));
  }
}
