package generics.ownContainer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** A generic class with bounds. */
public class App {
  static class Box<T extends Comparable<T>> {
    private final List<T> items = new ArrayList<>();

    Box<T> add(T item) {
      items.add(item);
      return this;
    }

    T max() {
      T best = items.get(0);
      for (T item : items) {
        if (item.compareTo(best) > 0) best = item;
      }
      return best;
    }
  }

  static <A, B> List<B> map(List<A> list, Function<A, B> f) {
    List<B> out = new ArrayList<>();
    for (A a : list) out.add(f.apply(a));
    return out;
  }

  static void build(StreamsBuilder builder) {
    builder.stream("in").groupByKey().count(Materialized.as(new Box<String>().add("b").add("c").add("a").max()));
    builder.stream("in").groupByKey().count(Materialized.as("n" + new Box<Integer>().add(9).add(10).max()));
    builder.stream("in").groupByKey().count(Materialized.as(String.join("-", map(List.of(1, 2), i -> "i" + i))));
  }
}
