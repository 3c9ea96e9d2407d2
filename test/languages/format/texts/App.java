package format.texts;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Texts, letters, places of arguments. */
public class App {
  static void build(StreamsBuilder builder) {
    builder.stream("in").groupByKey().count(Materialized.as(String.format("%s-%s", "a", 1.0f)));
    builder.stream("in").groupByKey().count(Materialized.as(String.format("%2$s.%1$s", "a", "b")));
    builder.stream("in").groupByKey().count(Materialized.as(String.format("%-4s|", "ab").replace(' ', '_').replace("|", "")));
    builder.stream("in").groupByKey().count(Materialized.as(String.format("%.3s", "abcdef")));
    builder.stream("in").groupByKey().count(Materialized.as(String.format("%c%b%S", 'q', true, "up")));
    builder.stream("in").groupByKey().count(Materialized.as("v%02d".formatted(3)));
    builder.stream("in").groupByKey().count(Materialized.as(String.format("%s", (Object) null)));
    builder.stream("in").groupByKey().count(Materialized.as(String.format("p%%").replace("%", "-")));
  }
}
