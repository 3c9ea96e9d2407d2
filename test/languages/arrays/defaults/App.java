package arrays.defaults;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** New arrays hold zeros, false and null. */
public class App {
  static void build(StreamsBuilder builder) {
    boolean[] flags = new boolean[1];
    char[] letters = new char[1];
    String[] texts = new String[1];
    double[] doubles = new double[1];
    builder.stream("in").groupByKey().count(Materialized.as("d" + flags[0] + (int) letters[0] + texts[0] + doubles[0]));
  }
}
