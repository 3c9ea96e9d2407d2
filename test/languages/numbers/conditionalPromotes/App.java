package numbers.conditionalPromotes;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Numbers of two types in ?: become one type, also where they are boxed (JLS 15.25). */
public class App {
  static void build(StreamsBuilder builder) {
    boolean yes = "a".length() == 1;
    Object mixed = yes ? 1 : 2.0;
    Object boxed = yes ? Integer.valueOf(3) : Double.valueOf(4);
    Object kept = yes ? (Object) 5 : 6.0;
    Object letter = yes ? 'a' : 0;
    builder.stream("in").groupByKey().count(Materialized.as("mixed" + mixed));
    builder.stream("in").groupByKey().count(Materialized.as("boxed" + boxed));
    builder.stream("in").groupByKey().count(Materialized.as("kept" + kept));
    builder.stream("in").groupByKey().count(Materialized.as("letter" + letter));
    builder.stream("in").groupByKey().count(Materialized.as("int" + (yes ? 'a' : "ab".length())));
  }
}
