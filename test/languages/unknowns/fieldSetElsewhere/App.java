package unknowns.fieldSetElsewhere;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** A static field that another method may have set. */
public class App {
  static String mode = "plain";

  static void configure() {
    if (System.getenv().containsKey("NO_SUCH_NAME_HERE")) mode = "other";
  }

  static void build(StreamsBuilder builder) {
    configure();
    builder.stream("in").groupByKey().count(Materialized.as("m" + mode));
    builder.stream("in").groupByKey().count(Materialized.as("fixed"));
  }
}
