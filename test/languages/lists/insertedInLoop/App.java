package lists.insertedInLoop;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** A list of lists, filled in a loop. */
public class App {
  static void build(StreamsBuilder builder) {
    List<List<Integer>> rows = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      rows.add(new ArrayList<>());
      for (int j = 0; j <= i; j++) {
        rows.get(i).add(0, j);
      }
    }
    for (List<Integer> row : rows) {
      builder.stream("in").groupByKey().count(Materialized.as("r" + row.size() + row.get(0)));
    }
  }
}
