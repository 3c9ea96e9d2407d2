package chars.charInSwitch;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** A switch over letters, with cases that share their lines. */
public class App {
  static void build(StreamsBuilder builder) {
    int vowels = 0;
    int others = 0;
    for (char c : "orders".toCharArray()) {
      switch (c) {
        case 'a':
        case 'e':
        case 'i':
        case 'o':
        case 'u':
        vowels++;
        break;
        default:
        others++;
      }
    }
    builder.stream("in").groupByKey().count(Materialized.as("v" + vowels + others));
  }
}
