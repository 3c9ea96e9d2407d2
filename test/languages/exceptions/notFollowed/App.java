package exceptions.notFollowed;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Throwables whose words are not followed. */
public class App {

  static void say(StreamsBuilder builder, Object what) {
    builder.stream("in").groupByKey().count(Materialized.as(("n" + what).replace("\n", "N").replaceAll("[^a-zA-Z0-9._-]", "_")));
  }

  static void build(StreamsBuilder builder) {
    say(builder, "a" + new AssertionError("detail").getMessage());
    say(builder, "b" + new IndexOutOfBoundsException(5).getMessage());
    say(builder, "c" + new RuntimeException() + new RuntimeException("io", null));
    try { Object q = (Runnable) new Object(); } catch (ClassCastException e) { say(builder, "refused"); }
  }
}
