package overloads.staticTypes;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** The type that the compiler sees chooses, not the class of the object. */
public class App {
  static String f(Object o) {
    return "object";
  }

  static String f(String s) {
    return "text";
  }

  static String f(CharSequence s) {
    return "chars";
  }

  static void build(StreamsBuilder builder) {
    Object object = "x";
    CharSequence chars = "x";
    builder.stream("in").groupByKey().count(Materialized.as("a" + f(object)));
    builder.stream("in").groupByKey().count(Materialized.as("b" + f("x")));
    builder.stream("in").groupByKey().count(Materialized.as("c" + f(chars)));
    builder.stream("in").groupByKey().count(Materialized.as("d" + f(new StringBuilder())));
    builder.stream("in").groupByKey().count(Materialized.as("e" + f(null == object ? "y" : object)));
  }
}
