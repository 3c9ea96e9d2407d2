package stringBuilder.reverse;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** reverse and setCharAt work in place, also through another name of the builder. */
public class App {
  static void build(StreamsBuilder builder) {
    StringBuilder sb = new StringBuilder("abc");
    StringBuilder same = sb;
    same.reverse();
    sb.setCharAt(0, 'x');
    builder.stream("in").groupByKey().count(Materialized.as("r-" + same));
    builder.stream("in").groupByKey().count(Materialized.as("l" + sb.length() + sb.indexOf("a") + sb.charAt(1)));
  }
}
