package iterators.listIterator;

import java.util.LinkedList;
import java.util.List;
import java.util.ListIterator;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** A ListIterator goes both ways, sets and adds. */
public class App {
  static void build(StreamsBuilder builder) {
    List<String> list = new LinkedList<>(List.of("a", "b"));
    ListIterator<String> it = list.listIterator();
    while (it.hasNext()) {
      String s = it.next();
      it.set(s + it.previousIndex());
      if (s.equals("a")) it.add("new");
    }
    while (it.hasPrevious()) {
      builder.stream("in").groupByKey().count(Materialized.as(it.nextIndex() + it.previous()));
    }
  }
}
