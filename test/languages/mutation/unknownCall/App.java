package mutation.unknownCall;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** What a method that is not in the sources is given may be changed by it: it is not known afterwards. */
public class App {
  static void build(StreamsBuilder builder) {
    List<String> list = new ArrayList<>(List.of("b", "a"));
    Collections.shuffle(list, new Random(42));
    builder.stream("in").groupByKey().count(Materialized.as("size" + list.size()));
    if (list.get(0).equals("a")) {
      builder.stream("in").groupByKey().count();
    }
    builder.stream("in").groupByKey().count();
  }
}
