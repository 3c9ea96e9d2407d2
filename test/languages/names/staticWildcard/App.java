package names.staticWildcard;

import static java.util.stream.Collectors.*;
import java.util.List;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** All static members of a class of the JDK. */
public class App {

  static void say(StreamsBuilder builder, Object what) {
    builder.stream("in").groupByKey().count(Materialized.as(("n" + what).replace("\n", "N").replaceAll("[^a-zA-Z0-9._-]", "_")));
  }

  static void build(StreamsBuilder builder) {
    say(builder, "collected" + List.of("a", "b").stream().collect(joining("+")));
  }
}
