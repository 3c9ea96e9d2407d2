package strings.hashCodes;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** hashCode of a text is fixed, and may be negative. */
public class App {
  static void build(StreamsBuilder builder) {
    for (String s : new String[] {"orders", "payments", "polygenelubricants", ""}) {
      builder.stream("in").groupByKey().count(Materialized.as("h" + s.hashCode() + "m" + Math.abs(s.hashCode() % 8)));
    }
  }
}
