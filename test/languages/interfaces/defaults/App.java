package interfaces.defaults;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Default methods call what implements them, also a lambda. */
public class App {
  interface Namer {
    String name(String base);

    default String twice(String base) {
      return name(name(base));
    }

    default Namer then(Namer next) {
      return base -> next.name(name(base));
    }

    static Namer prefix(String p) {
      return base -> p + "-" + base;
    }
  }

  static void build(StreamsBuilder builder) {
    Namer loud = s -> s + "x";
    builder.stream("in").groupByKey().count(Materialized.as(loud.twice("a")));
    builder.stream("in").groupByKey().count(Materialized.as(Namer.prefix("p").then(loud).name("q")));
    builder.stream("in").groupByKey().count(Materialized.as(Namer.prefix("p").twice("r")));
  }
}
