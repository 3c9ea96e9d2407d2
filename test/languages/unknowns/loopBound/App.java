package unknowns.loopBound;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** A loop whose end is not known. */
public class App {
  static int rounds() {
    return System.getenv().containsKey("NO_SUCH_NAME_HERE") ? 5 : 2;
  }

  static void build(StreamsBuilder builder) {
    builder.stream("in").groupByKey().count(Materialized.as("before"));
    for (int i = 0; i < rounds(); i++) {
      builder.stream("in").groupByKey().count(Materialized.as("r" + i));
    }
    builder.stream("in").groupByKey().count(Materialized.as("after"));
    builder.stream("in").groupByKey().count();
  }
}
