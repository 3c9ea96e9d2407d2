package mutation.parameters;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Arguments are copies of references: the object changes, the caller's variable does not. */
public class App {
  static void change(int x, int[] y, StringBuilder z, String s, List<String> list) {
    x++;
    y[0]++;
    z.append("z");
    s += "s";
    list.add("l");
    list = new ArrayList<>();
    list.add("lost");
  }

  static void build(StreamsBuilder builder) {
    int x = 1;
    int[] y = {1};
    StringBuilder z = new StringBuilder("z");
    String s = "s";
    List<String> list = new ArrayList<>();
    change(x, y, z, s, list);
    builder.stream("in").groupByKey().count(Materialized.as("v" + x + y[0] + z + s + list.size()));
  }
}
