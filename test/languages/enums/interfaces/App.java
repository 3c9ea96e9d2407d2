package enums.interfaces;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Enums may implement interfaces, each constant in its own way. */
public class App {
  interface Namer {
    String name(String base);
  }

  enum Style implements Namer {
    PLAIN {
      @Override
      public String name(String base) {
        return base;
      }
    },
    LOUD {
      @Override
      public String name(String base) {
        return base.toUpperCase() + "-" + name();
      }
    }
  }

  static void build(StreamsBuilder builder) {
    for (Namer namer : Style.values()) {
      builder.stream("in").groupByKey().count(Materialized.as(namer.name("x")));
    }
  }
}
