package localClasses.localEnum;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** A local enum and a local interface. */
public class App {
  static void build(StreamsBuilder builder) {
    enum Level {
      LOW,
      HIGH
    }
    interface Namer {
      String name(Level level);
    }
    Namer namer = level -> level.name().toLowerCase() + level.ordinal();
    for (Level level : Level.values()) {
      builder.stream("in").groupByKey().count(Materialized.as(namer.name(level)));
    }
  }
}
