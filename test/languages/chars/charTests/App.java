package chars.charTests;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** What Character says of letters and digits. */
public class App {
  static void build(StreamsBuilder builder) {
    StringBuilder found = new StringBuilder();
    for (char c : "k3-Zä 9".toCharArray()) {
      if (Character.isDigit(c)) {
        found.append(c - '0');
      } else if (Character.isUpperCase(c)) {
        found.append(Character.toLowerCase(c));
      } else if (Character.isLetter(c) && c < 128) {
        found.append(Character.toUpperCase(c));
      }
    }
    builder.stream("in").groupByKey().count(Materialized.as(found.toString()));
    builder.stream("in").groupByKey().count(Materialized.as("v" + Character.getNumericValue('7') + Character.digit('f', 16) + Character.forDigit(11, 16)));
  }
}
