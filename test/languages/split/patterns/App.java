package split.patterns;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** What splits is a pattern. */
public class App {
  static void build(StreamsBuilder builder) {
    String[] parts = "a.b|c1d".split("[.|]|\\d");
    for (int i = 0; i < parts.length; i++) {
      builder.stream("in").groupByKey().count(Materialized.as(i + parts[i]));
    }
    builder.stream("in").groupByKey().count(Materialized.as("n" + "a.b".split(".").length));
    for (String s : "camelCaseName".split("(?=[A-Z])")) {
      builder.stream("in").groupByKey().count(Materialized.as(s));
    }
  }
}
