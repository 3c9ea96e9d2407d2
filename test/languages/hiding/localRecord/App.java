package hiding.localRecord;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** In a local record or class a name is its own field before a local of the method. */
public class App {
  static void build(StreamsBuilder builder) {
    String name = "outer";
    int size = 9;
    record Local(String name) {
      String show() {
        return name + name.length();
      }
    }
    class Other {
      int size = 3;

      String show() {
        return name + size;
      }
    }
    builder.stream("in").groupByKey().count(Materialized.as(new Local("inner").show()));
    builder.stream("in").groupByKey().count(Materialized.as(new Other().show()));
    builder.stream("in").groupByKey().count(Materialized.as(name + size));
  }
}
