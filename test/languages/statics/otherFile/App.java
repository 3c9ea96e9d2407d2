package statics.otherFile;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Static state of another file, set from here. */
public class App {
  static void build(StreamsBuilder builder) {
    builder.stream("in").groupByKey().count(Materialized.as(Names.of("a")));
    Names.uses = 40;
    builder.stream("in").groupByKey().count(Materialized.as(Names.of("b")));
    builder.stream("in").groupByKey().count(Materialized.as(Names.PREFIX + Names.uses));
  }
}
