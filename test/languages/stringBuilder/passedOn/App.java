package stringBuilder.passedOn;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** A method that is given a builder changes the caller's. */
public class App {
  static void addTo(StringBuilder sb, String text) {
    sb.append('-').append(text);
    sb = new StringBuilder("lost");
    sb.append("lost");
  }

  static void build(StreamsBuilder builder) {
    StringBuilder sb = new StringBuilder("a");
    addTo(sb, "b");
    addTo(sb, "c");
    builder.stream("in").groupByKey().count(Materialized.as(sb.toString()));
    builder.stream("in").groupByKey().count(Materialized.as("e" + sb.toString().equals("a-b-c")));
  }
}
