package stringBuilder.appendKinds;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** append of each kind of value. */
public class App {
  static void build(StreamsBuilder builder) {
    StringBuilder sb = new StringBuilder(8);
    sb.append(1).append('c').append(2.0).append(true).append(3L).append((Object) null).append("abcdef", 1, 3).append(new char[] {'p', 'q'}).append('a' + 1);
    builder.stream("in").groupByKey().count(Materialized.as(sb.toString()));
  }
}
