package hiding.locals;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Parameters and locals hide fields, until this. is written. */
public class App {
  static class Store {
    String name = "field";

    String show(String name) {
      String all = name + this.name;
      for (int i = 0; i < 2; i++) {
        int size = i;
        all += size;
      }
      return all;
    }

    void set(String name) {
      name = "lost";
    }
  }

  static void build(StreamsBuilder builder) {
    Store store = new Store();
    store.set("x");
    builder.stream("in").groupByKey().count(Materialized.as(store.show("param")));
  }
}
