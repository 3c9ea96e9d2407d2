package initialisers.instanceOrder;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** The superclass first, then fields and blocks in the order of the text, then the constructor (JLS 12.5). */
public class App {
  static StringBuilder log = new StringBuilder();

  static int note(String text) {
    log.append(text);
    return text.length();
  }

  static class Base {
    int x = note("bf");

    Base() {
      note("bc");
      hook();
    }

    void hook() {
      note("bh");
    }
  }

  static class Derived extends Base {
    int y = note("df");
    String set = "set";

    {
      note("db");
    }

    Derived() {
      note("dc");
    }

    @Override
    void hook() {
      log.append(set).append(y);
    }
  }

  static void build(StreamsBuilder builder) {
    new Derived();
    builder.stream("in").groupByKey().count(Materialized.as(log.toString()));
  }
}
