package interfaces.constants;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Fields of interfaces are constants, inherited by those who implement them. */
public class App {
  interface Names {
    String PREFIX = "app";
    int SIZE = PREFIX.length() * 2;
  }

  static class User implements Names {
    String show() {
      return PREFIX + SIZE;
    }
  }

  static void build(StreamsBuilder builder) {
    builder.stream("in").groupByKey().count(Materialized.as(new User().show() + Names.SIZE));
  }
}
