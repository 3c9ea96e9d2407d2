package mutation.aliases;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Two names for one object, and a new object for one of them. */
public class App {
  static void build(StreamsBuilder builder) {
    List<String> a = new ArrayList<>(List.of("x"));
    List<String> b = a;
    b.add("y");
    a = new ArrayList<>();
    a.add("z");
    int[] box = {1};
    int[] same = box;
    same[0]++;
    builder.stream("in").groupByKey().count(Materialized.as("a" + a.size() + b.size() + box[0]));
  }
}
