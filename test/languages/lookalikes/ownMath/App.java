package lookalikes.ownMath;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** A class named Math in the same package goes before java.lang. */
public class App {
  static void build(StreamsBuilder builder) {
    builder.stream("in").groupByKey().count(Materialized.as("m" + Math.max(1, 2) + Math.abs(-5)));
  }
}
