package conversion.valueOf;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** String.valueOf of every kind. */
public class App {
  static void build(StreamsBuilder builder) {
    char[] letters = {'o', 'k'};
    builder.stream("in").groupByKey().count(Materialized.as(String.valueOf(10)));
    builder.stream("in").groupByKey().count(Materialized.as("d" + String.valueOf(1.0)));
    builder.stream("in").groupByKey().count(Materialized.as(String.valueOf(letters)));
    builder.stream("in").groupByKey().count(Materialized.as(String.valueOf((Object) null)));
    builder.stream("in").groupByKey().count(Materialized.as("c" + String.valueOf('c')));
    builder.stream("in").groupByKey().count(Materialized.as("b" + String.valueOf(false)));
  }
}
