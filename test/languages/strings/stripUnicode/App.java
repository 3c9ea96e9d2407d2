package strings.stripUnicode;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** strip takes white space of Unicode that trim leaves, trim takes control characters that strip leaves. */
public class App {
  static void build(StreamsBuilder builder) {
    builder.stream("in").groupByKey().count(Materialized.as("strip" + "\u2003x\u2003".strip().length()));
    builder.stream("in").groupByKey().count(Materialized.as("trim" + "\u2003x\u2003".trim().length()));
    builder.stream("in").groupByKey().count(Materialized.as("control" + "\u0001x".trim().length() + "\u0001x".strip().length()));
  }
}
