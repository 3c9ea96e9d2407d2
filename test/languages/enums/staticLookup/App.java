package enums.staticLookup;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** A table by another name, filled in a static initialiser. */
public class App {
  enum Region {
    EU("europe"),
    US("america");

    private static final Map<String, Region> BY_LABEL = new HashMap<>();

    static {
      for (Region region : values()) {
        BY_LABEL.put(region.label, region);
      }
    }

    private final String label;

    Region(String label) {
      this.label = label;
    }

    static Region of(String label) {
      return BY_LABEL.getOrDefault(label, EU);
    }

    Region next() {
      return values()[(ordinal() + 1) % values().length];
    }
  }

  static void build(StreamsBuilder builder) {
    builder.stream("in").groupByKey().count(Materialized.as(Region.of("america").name() + Region.of("none") + Region.US.next()));
    if (Region.of("america") == Region.US) {
      builder.stream("in").groupByKey().count();
    }
    builder.stream("in").groupByKey().count();
  }
}
