package generics.boundOfItself;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** A bound that speaks of its own parameter, and a class that is compared by what it holds. */
public class App {
  static class Box<T extends Comparable<T>> implements Comparable<Box<T>>, Iterable<T> {
    private final List<T> items = new ArrayList<>();

    @SafeVarargs
    Box(T... all) {
      for (T item : all) items.add(item);
    }

    T max() {
      T best = items.get(0);
      for (T item : this) if (item.compareTo(best) > 0) best = item;
      return best;
    }

    @Override
    public int compareTo(Box<T> other) {
      return max().compareTo(other.max());
    }

    @Override
    public Iterator<T> iterator() {
      return items.iterator();
    }
  }

  static void build(StreamsBuilder builder) {
    Box<String> words = new Box<>("orders", "clicks");
    builder.stream("in").groupByKey().count(Materialized.as("c" + (words.compareTo(new Box<>("m")) > 0) + words.compareTo(words)));
    builder.stream("in").groupByKey().count(Materialized.as(words.max() + new Box<>(3, 9, 4).max()));
  }
}
