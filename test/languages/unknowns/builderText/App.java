package unknowns.builderText;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** A text with a part that is not known keeps what is known. */
public class App {
  static String region() {
    return java.nio.file.Path.of("eu").toString();
  }

  static void build(StreamsBuilder builder) {
    StringBuilder sb = new StringBuilder("orders-");
    sb.append(region()).append("-v1");
    builder.stream("in").groupByKey().count(Materialized.as(sb.toString()));
    builder.stream("in").groupByKey().count(Materialized.as("n" + sb.length()));
    sb.setLength(6);
    builder.stream("in").groupByKey().count(Materialized.as(sb.toString()));
  }
}
