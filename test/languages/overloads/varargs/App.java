package overloads.varargs;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** One array is the arguments; one element is an array of one. */
public class App {
  static String f(Object... all) {
    return "n" + (all == null ? "null" : all.length);
  }

  static String g(String first, String... rest) {
    return first + rest.length;
  }

  static void build(StreamsBuilder builder) {
    builder.stream("in").groupByKey().count(Materialized.as("a" + f()));
    builder.stream("in").groupByKey().count(Materialized.as("b" + f(1, "x")));
    builder.stream("in").groupByKey().count(Materialized.as("c" + f((Object) new String[] {"p", "q"})));
    builder.stream("in").groupByKey().count(Materialized.as("d" + f((Object[]) new String[] {"p", "q"})));
    builder.stream("in").groupByKey().count(Materialized.as("e" + g("g") + g("g", "a", "b")));
  }
}
