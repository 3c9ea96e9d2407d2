package stringBuilder.setLength;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** setLength cuts the end off, or adds zeros. */
public class App {
  static void build(StreamsBuilder builder) {
    StringBuilder sb = new StringBuilder();
    for (String s : new String[] {"orders", "by", "day"}) {
      sb.append(s).append("-");
    }
    sb.setLength(sb.length() - 1);
    builder.stream("in").groupByKey().count(Materialized.as(sb.toString()));
  }
}
