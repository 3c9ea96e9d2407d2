package stringBuilder.joiner;

import java.util.StringJoiner;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** StringJoiner puts its prefix and suffix around, also where nothing was added. */
public class App {
  static void build(StreamsBuilder builder) {
    StringJoiner joiner = new StringJoiner("-", "p.", ".s");
    joiner.setEmptyValue("none");
    builder.stream("in").groupByKey().count(Materialized.as(joiner.toString()));
    joiner.add("a").add("b");
    builder.stream("in").groupByKey().count(Materialized.as(joiner.toString()));
  }
}
