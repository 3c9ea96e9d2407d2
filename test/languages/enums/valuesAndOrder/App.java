package enums.valuesAndOrder;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** values, ordinal, valueOf, compareTo, name. */
public class App {
  enum Level {
    LOW,
    MID,
    HIGH
  }

  static void build(StreamsBuilder builder) {
    for (Level level : Level.values()) {
      builder.stream("in").groupByKey().count(Materialized.as(level.name().toLowerCase() + level.ordinal()));
    }
    builder.stream("in").groupByKey().count(Materialized.as("c" + Level.HIGH.compareTo(Level.LOW) + Level.valueOf("MID") + (Level.LOW == Level.valueOf("LOW"))));
    String outcome = "fine";
    try {
      Level.valueOf("NONE");
    } catch (IllegalArgumentException e) {
      outcome = "none";
    }
    builder.stream("in").groupByKey().count(Materialized.as(outcome));
  }
}
