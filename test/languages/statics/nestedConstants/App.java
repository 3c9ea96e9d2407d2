package statics.nestedConstants;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Constants built from constants of nested classes. */
public class App {
  static final class Topics {
    static final String BASE = "orders";
    static final String EU = BASE + "-" + Regions.EU;

    static final class Regions {
      static final String EU = "eu" + Sizes.SMALL;
    }
  }

  interface Sizes {
    int SMALL = 1 << 3;
  }

  static void build(StreamsBuilder builder) {
    builder.stream("in").groupByKey().count(Materialized.as(Topics.EU));
  }
}
