package overloads.inSubclass;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** An overload of the subclass does not override; the receiver's static type knows the candidates. */
public class App {
  static class Base {
    String f(Object o) {
      return "base";
    }
  }

  static class Derived extends Base {
    String f(String s) {
      return "derived";
    }
  }

  static void build(StreamsBuilder builder) {
    Base base = new Derived();
    Derived derived = new Derived();
    builder.stream("in").groupByKey().count(Materialized.as("a" + base.f("x")));
    builder.stream("in").groupByKey().count(Materialized.as("b" + derived.f("x")));
    builder.stream("in").groupByKey().count(Materialized.as("c" + derived.f(1)));
  }
}
