package arrays.countingSort;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Letters are places in an array of counts. */
public class App {
  static void build(StreamsBuilder builder) {
    int[] counts = new int[26];
    for (char c : "mississippi".toCharArray()) {
      counts[c - 'a']++;
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) out.append((char) ('a' + i)).append(counts[i]);
    }
    builder.stream("in").groupByKey().count(Materialized.as(out.toString()));
  }
}
