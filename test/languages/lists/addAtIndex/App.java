package lists.addAtIndex;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** add with an index puts the element in between; remove takes an index or an element. */
public class App {
  static void build(StreamsBuilder builder) {
    List<Integer> numbers = new ArrayList<>(List.of(5, 3, 1, 4));
    numbers.add(1, 9);
    numbers.remove(0);
    numbers.remove(Integer.valueOf(1));
    int at = 0;
    for (int n : numbers) {
      builder.stream("in").groupByKey().count(Materialized.as(at++ + "-" + n));
    }
  }
}
