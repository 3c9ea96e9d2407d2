package records.compactConstructor;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** A compact constructor changes what the components get. */
public class App {
  record Size(String unit, int value) {
    Size {
      if (value < 0) value = 0;
      unit = unit.toLowerCase();
    }

    Size(int value) {
      this("MB", value * 2);
    }
  }

  static void build(StreamsBuilder builder) {
    builder.stream("in").groupByKey().count(Materialized.as(new Size("KB", -5).unit() + new Size("KB", -5).value()));
    builder.stream("in").groupByKey().count(Materialized.as(new Size(4).unit() + new Size(4).value()));
  }
}
