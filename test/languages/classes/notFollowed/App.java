package classes.notFollowed;

import java.util.ArrayList;
import java.util.HashMap;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Class objects: how they are printed and compared, and those of the JDK's objects. */
public class App {
  interface Shape {}
  static class Inner implements Shape {}

  static void say(StreamsBuilder builder, Object what) {
    builder.stream("in").groupByKey().count(Materialized.as(("n" + what).replace("\n", "N").replaceAll("[^a-zA-Z0-9._-]", "_")));
  }

  static void build(StreamsBuilder builder) {
    say(builder, Inner.class.toString() + Shape.class + int.class);
    say(builder, new ArrayList<String>().getClass().getSimpleName() + new HashMap<String, String>().getClass().getName());
    say(builder, new RuntimeException().getClass().getSimpleName() + new StringBuilder().getClass().getSimpleName());
    say(builder, String.class.equals("x".getClass()) + "" + new Inner().getClass().equals(Inner.class));
  }
}
