package numbers.incrementWraps;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** ++ and -- wrap at the ends of the type of their variable. */
public class App {
  static void build(StreamsBuilder builder) {
    byte b = 127;
    b++;
    short s = -32768;
    --s;
    char c = 'z';
    c++;
    int i = 5;
    int j = i++ + ++i;
    builder.stream("in").groupByKey().count(Materialized.as("b" + b));
    builder.stream("in").groupByKey().count(Materialized.as("s" + s));
    builder.stream("in").groupByKey().count(Materialized.as("c" + (int) c));
    builder.stream("in").groupByKey().count(Materialized.as("j" + j));
  }
}
