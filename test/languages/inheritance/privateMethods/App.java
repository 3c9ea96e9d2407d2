package inheritance.privateMethods;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Private and static methods are not overridden. */
public class App {
  static class Base {
    private String secret() {
      return "base";
    }

    static String who() {
      return "B";
    }

    String tell() {
      return secret() + who();
    }
  }

  static class Derived extends Base {
    private String secret() {
      return "derived";
    }

    static String who() {
      return "D";
    }

    String both() {
      return secret() + who() + tell();
    }
  }

  static void build(StreamsBuilder builder) {
    builder.stream("in").groupByKey().count(Materialized.as(new Derived().tell()));
    builder.stream("in").groupByKey().count(Materialized.as(new Derived().both()));
  }
}
