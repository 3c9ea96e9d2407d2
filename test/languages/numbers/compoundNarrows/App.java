package numbers.compoundNarrows;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** A compound assignment casts back to the type of its variable (JLS 15.26.2). */
public class App {
  static void build(StreamsBuilder builder) {
    byte b = 120;
    b += 10;
    int i = 5;
    i *= 1.5;
    short s = 1;
    s <<= 15;
    char c = 'a';
    c += 1;
    int half = 7;
    half /= 2.5;
    builder.stream("in").groupByKey().count(Materialized.as("b" + b));
    builder.stream("in").groupByKey().count(Materialized.as("i" + i));
    builder.stream("in").groupByKey().count(Materialized.as("s" + s));
    builder.stream("in").groupByKey().count(Materialized.as("c" + c));
    builder.stream("in").groupByKey().count(Materialized.as("half" + half));
  }
}
