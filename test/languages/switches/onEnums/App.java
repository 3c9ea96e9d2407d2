package switches.onEnums;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Switches on enums, without a case for all of them. */
public class App {
  enum Mode {
    FAST,
    SAFE,
    OFF
  }

  static void build(StreamsBuilder builder) {
    for (Mode mode : Mode.values()) {
      switch (mode) {
        case FAST:
        builder.stream("in").groupByKey().count(Materialized.as("fast"));
        break;
        case OFF:
        continue;
      }
      builder.stream("in").groupByKey().count();
      builder.stream("in").groupByKey().count(Materialized.as("after" + mode.ordinal()));
    }
  }
}
