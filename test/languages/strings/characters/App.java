package strings.characters;

import java.util.Arrays;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** toCharArray is a copy; chars gives numbers. */
public class App {
  static void build(StreamsBuilder builder) {
    String s = "stream";
    char[] letters = s.toCharArray();
    Arrays.sort(letters);
    builder.stream("in").groupByKey().count(Materialized.as(new String(letters)));
    builder.stream("in").groupByKey().count(Materialized.as(s));
    builder.stream("in").groupByKey().count(Materialized.as("n" + s.chars().filter(c -> c > 'm').count()));
    builder.stream("in").groupByKey().count(Materialized.as("sum" + s.chars().sum()));
    builder.stream("in").groupByKey().count(Materialized.as(String.valueOf(letters, 1, 2)));
  }
}
