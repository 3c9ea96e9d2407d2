package hiding.fields;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Fields are not overridden: the static type chooses (JLS 8.3). */
public class App {
  static class Base {
    String name = "base";

    String name() {
      return name;
    }
  }

  static class Derived extends Base {
    String name = "derived";

    String both() {
      return name + super.name + ((Base) this).name;
    }
  }

  static void build(StreamsBuilder builder) {
    Derived derived = new Derived();
    Base base = derived;
    builder.stream("in").groupByKey().count(Materialized.as("a" + derived.name));
    builder.stream("in").groupByKey().count(Materialized.as("b" + base.name));
    builder.stream("in").groupByKey().count(Materialized.as("c" + base.name()));
    builder.stream("in").groupByKey().count(Materialized.as(derived.both()));
  }
}
