package records.ownAccessor;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** An accessor may be written out, also as an interface asks for it. */
public class App {
  interface Named {
    String name();
  }

  record Store(String name) implements Named {
    @Override
    public String name() {
      return "s-" + name;
    }
  }

  static void build(StreamsBuilder builder) {
    Named named = new Store("x");
    builder.stream("in").groupByKey().count(Materialized.as(named.name()));
    builder.stream("in").groupByKey().count(Materialized.as("e" + new Store("x").equals(named)));
  }
}
