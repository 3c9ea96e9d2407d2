package records.accessors;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Accessors, own methods, static makers. */
public class App {
  record Topic(String name, int partitions) {
    static Topic of(String name) {
      return new Topic(name, name.length());
    }

    String full() {
      return name + "-" + partitions;
    }
  }

  static void build(StreamsBuilder builder) {
    builder.stream("in").groupByKey().count(Materialized.as(Topic.of("orders").full()));
    builder.stream("in").groupByKey().count(Materialized.as(new Topic("a", 3).name() + new Topic("a", 3).partitions()));
  }
}
