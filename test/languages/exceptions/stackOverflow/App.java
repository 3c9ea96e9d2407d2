package exceptions.stackOverflow;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Recursion without an end throws an error, which is no Exception: what follows is not known. */
public class App {
  static int endless(int n) {
    return endless(n + 1) + 1;
  }

  static void build(StreamsBuilder builder) {
    builder.stream("in").groupByKey().count(Materialized.as("before"));
    try {
      endless(0);
    } catch (StackOverflowError e) {
      builder.stream("in").groupByKey().count(Materialized.as("caught"));
    }
  }
}
