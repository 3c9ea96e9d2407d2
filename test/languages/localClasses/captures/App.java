package localClasses.captures;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Local and anonymous classes keep the locals that they use. */
public class App {
  static void build(StreamsBuilder builder) {
    String prefix = "p";
    class Namer {
      private int calls;

      String next(String base) {
        return prefix + base + ++calls;
      }
    }
    Namer namer = new Namer();
    builder.stream("in").groupByKey().count(Materialized.as(namer.next("a")));
    builder.stream("in").groupByKey().count(Materialized.as(namer.next("b")));
    Comparator<String> byLength = new Comparator<>() {
      private int asked = 0;

      @Override
      public int compare(String a, String b) {
        return a.length() - b.length() + asked;
      }
    };
    List<String> list = new ArrayList<>(List.of("ccc", "a", "bb"));
    list.sort(byLength);
    builder.stream("in").groupByKey().count(Materialized.as(String.join("-", list)));
  }
}
