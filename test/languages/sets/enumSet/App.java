package sets.enumSet;

import java.util.EnumSet;
import java.util.Set;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** An EnumSet goes by the order of the constants. */
public class App {
  enum Region {
    EU,
    US,
    ASIA
  }

  static void build(StreamsBuilder builder) {
    Set<Region> set = EnumSet.of(Region.ASIA, Region.EU);
    for (Region region : set) {
      builder.stream("in").groupByKey().count(Materialized.as(region.name().toLowerCase()));
    }
    builder.stream("in").groupByKey().count(Materialized.as("n" + EnumSet.complementOf(EnumSet.of(Region.US)).size() + EnumSet.allOf(Region.class).contains(Region.US) + EnumSet.noneOf(Region.class).isEmpty()));
  }
}
