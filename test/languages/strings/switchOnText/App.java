package strings.switchOnText;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** A switch on a text compares with equals. */
public class App {
  static void build(StreamsBuilder builder) {
    String made = new StringBuilder("or").append("ders").toString();
    switch (made) {
      case "payments":
      builder.stream("in").groupByKey().count(Materialized.as("p"));
      break;
      case "orders":
      builder.stream("in").groupByKey().count(Materialized.as("o"));
      case "clicks":
      builder.stream("in").groupByKey().count(Materialized.as("c"));
      break;
      default:
      builder.stream("in").groupByKey().count(Materialized.as("d"));
    }
  }
}
