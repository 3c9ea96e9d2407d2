package chars.charArithmetic;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Differences of letters are numbers, and a caesar cipher stays in the alphabet. */
public class App {
  static void build(StreamsBuilder builder) {
    String text = "xyz";
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      out.append((char) ((text.charAt(i) - 'a' + 3) % 26 + 'a'));
    }
    builder.stream("in").groupByKey().count(Materialized.as(out.toString()));
    builder.stream("in").groupByKey().count(Materialized.as("d" + ('z' - 'a')));
    builder.stream("in").groupByKey().count(Materialized.as("up" + (char) ('q' ^ 32)));
  }
}
