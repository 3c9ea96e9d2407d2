package stringBuilder.insertAndDelete;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** insert, delete, deleteCharAt and replace change the text at a place. */
public class App {
  static void build(StreamsBuilder builder) {
    StringBuilder sb = new StringBuilder("store");
    sb.insert(0, "my-").insert(3, 7);
    sb.deleteCharAt(2);
    sb.delete(0, 1).replace(1, 3, "XX");
    builder.stream("in").groupByKey().count(Materialized.as(sb.toString()));
  }
}
