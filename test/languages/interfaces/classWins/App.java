package interfaces.classWins;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** A method of a superclass goes before a default of an interface; the more special interface before the other. */
public class App {
  interface A {
    default String m() {
      return "A";
    }
  }

  interface B extends A {
    @Override
    default String m() {
      return "B";
    }
  }

  static class Base {
    public String m() {
      return "C";
    }
  }

  static class First extends Base implements A {}

  static class Second implements A, B {}

  static void build(StreamsBuilder builder) {
    builder.stream("in").groupByKey().count(Materialized.as("x" + new First().m()));
    builder.stream("in").groupByKey().count(Materialized.as("y" + new Second().m()));
  }
}
