package exceptions.buildInHandler;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** What is built depends on the clause. */
public class App {
  static void build(StreamsBuilder builder) {
    builder.stream("in").groupByKey().count();
    try {
      Object text = "s";
      Integer n = (Integer) text;
      builder.stream("in").groupByKey().count();
      builder.stream("in").groupByKey().count();
    } catch (NullPointerException e) {
      builder.stream("in").groupByKey().count();
      builder.stream("in").groupByKey().count();
      builder.stream("in").groupByKey().count();
    } catch (ClassCastException e) {
      builder.stream("in").groupByKey().count(Materialized.as("cast"));
    }
    builder.stream("in").groupByKey().count();
  }
}
