package arithmetic.printedByVersion;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Numbers whose digits depend on the version of Java. */
public class App {

  static void say(StreamsBuilder builder, Object what) {
    builder.stream("in").groupByKey().count(Materialized.as(("n" + what).replace("\n", "N").replaceAll("[^a-zA-Z0-9._-]", "_")));
  }

  static void build(StreamsBuilder builder) {
    double tiny = -0.5f / -1e10;
    say(builder, tiny);
    say(builder, 2.0E-3f * 1.1f + "" + 2e23);
    say(builder, 1e-5 + "" + 1.17549435E-38f + 4.9e-324);
  }
}
