package initialisers.constructorChain;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** this(...) and super(...) run before the rest of a constructor. */
public class App {
  static class Base {
    String name;

    Base(String name) {
      this.name = name;
    }
  }

  static class Derived extends Base {
    int size = 1;

    Derived(String name) {
      super(name + "-s");
      size += 10;
    }

    Derived() {
      this("default");
      size *= 2;
    }
  }

  static void build(StreamsBuilder builder) {
    Derived made = new Derived();
    builder.stream("in").groupByKey().count(Materialized.as(made.name + made.size));
  }
}
