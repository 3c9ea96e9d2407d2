package strings.caseAndTrim;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Case, blanks, repetition. */
public class App {
  static void build(StreamsBuilder builder) {
    builder.stream("in").groupByKey().count(Materialized.as("Orders".toUpperCase() + "X".toLowerCase()));
    builder.stream("in").groupByKey().count(Materialized.as("  a b ".trim().replace(" ", "_")));
    builder.stream("in").groupByKey().count(Materialized.as(" \t x ".strip()));
    builder.stream("in").groupByKey().count(Materialized.as("s" + " x ".stripLeading().length() + " x ".stripTrailing().length()));
    builder.stream("in").groupByKey().count(Materialized.as("ab".repeat(3)));
    builder.stream("in").groupByKey().count(Materialized.as("b" + " ".isBlank() + " ".isEmpty() + "".isEmpty()));
  }
}
