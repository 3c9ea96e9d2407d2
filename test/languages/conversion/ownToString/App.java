package conversion.ownToString;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** The text of an object is its toString, inherited ones and those of enums and records too. */
public class App {
  static class Base {
    @Override
    public String toString() {
      return "base-" + name();
    }

    String name() {
      return "b";
    }
  }

  static class Derived extends Base {
    @Override
    String name() {
      return "d";
    }
  }

  enum Level {
    LOW,
    HIGH {
      @Override
      public String toString() {
        return "top";
      }
    }
  }

  record Pair(String left, int right) {}

  static void build(StreamsBuilder builder) {
    builder.stream("in").groupByKey().count(Materialized.as("" + new Derived()));
    builder.stream("in").groupByKey().count(Materialized.as("l" + Level.LOW + Level.HIGH));
    builder.stream("in").groupByKey().count(Materialized.as(new Pair("x", 2).toString().replaceAll("[^A-Za-z0-9]", ".")));
  }
}
