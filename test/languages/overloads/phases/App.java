package overloads.phases;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Without boxing goes before boxing, and a variable number of arguments comes last (JLS 15.12.2). */
public class App {
  static String f(long x) {
    return "long";
  }

  static String f(Integer x) {
    return "Integer";
  }

  static String f(Object x) {
    return "Object";
  }

  static String f(int... x) {
    return "ints" + x.length;
  }

  static void build(StreamsBuilder builder) {
    builder.stream("in").groupByKey().count(Materialized.as("a" + f(1)));
    builder.stream("in").groupByKey().count(Materialized.as("b" + f('c')));
    builder.stream("in").groupByKey().count(Materialized.as("c" + f(Integer.valueOf(1))));
    builder.stream("in").groupByKey().count(Materialized.as("d" + f(1.0)));
    builder.stream("in").groupByKey().count(Materialized.as("e" + f()));
    builder.stream("in").groupByKey().count(Materialized.as("f" + f(1, 2)));
    builder.stream("in").groupByKey().count(Materialized.as("g" + f("s")));
  }
}
