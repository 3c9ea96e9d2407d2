package lists.arrayListOrder;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Names by place after swaps and rotations. */
public class App {
  static void build(StreamsBuilder builder) {
    List<String> list = new ArrayList<>(List.of("a", "b", "c", "d"));
    Collections.swap(list, 0, 3);
    Collections.rotate(list, 1);
    int i = 0;
    for (String s : list) {
      builder.stream("in").groupByKey().count(Materialized.as(i++ + s));
    }
    builder.stream("in").groupByKey().count(Materialized.as(Collections.max(list) + Collections.min(list) + Collections.frequency(list, "b") + Collections.nCopies(2, "z").size()));
  }
}
