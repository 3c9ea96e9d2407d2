package split.letters;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Split at nothing gives letters. */
public class App {
  static void build(StreamsBuilder builder) {
    String[] letters = "abc".split("");
    builder.stream("in").groupByKey().count(Materialized.as("n" + letters.length));
    builder.stream("in").groupByKey().count(Materialized.as(letters[2] + letters[0]));
    int at = 0;
    for (String pair : "k1=v1;k2=v2".split(";")) {
      String[] both = pair.split("=");
      builder.stream("in").groupByKey().count(Materialized.as(at++ + both[0] + both[1]));
    }
  }
}
