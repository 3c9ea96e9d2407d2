package strings.wordLoop;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Camel case to words, by hand. */
public class App {
  static String words(String name) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (Character.isUpperCase(c) && i > 0) out.append('-');
      out.append(Character.toLowerCase(c));
    }
    return out.toString();
  }

  static void build(StreamsBuilder builder) {
    builder.stream("in").groupByKey().count(Materialized.as(words("OrdersByUserId")));
    builder.stream("in").groupByKey().count(Materialized.as("OrdersByDay".replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase()));
  }
}
