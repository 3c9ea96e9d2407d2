package arithmetic.notReference;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Comparison of boxes that are not cached: by reference. */
public class App {

  static void say(StreamsBuilder builder, Object what) {
    builder.stream("in").groupByKey().count(Materialized.as(("n" + what).replace("\n", "N").replaceAll("[^a-zA-Z0-9._-]", "_")));
  }

  static void build(StreamsBuilder builder) {
    Integer v = 128, w = 128;
    Long a = 1000L, b = 1000L;
    say(builder, (v == w) + "" + (a == b) + (v != w) + v.equals(w) + (a.longValue() == b));
  }
}
