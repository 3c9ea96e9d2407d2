package finals.resources;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Resources are closed in reverse order, before the clauses run; what close throws is suppressed (JLS 14.20.3). */
public class App {
  static StringBuilder log = new StringBuilder();

  static class Res implements AutoCloseable {
    private final String name;

    Res(String name) {
      this.name = name;
      log.append("o").append(name);
    }

    @Override
    public void close() {
      log.append("c").append(name);
      if (name.equals("b")) throw new IllegalStateException("close");
    }
  }

  static void build(StreamsBuilder builder) {
    try (Res a = new Res("a"); Res b = new Res("b")) {
      log.append("body");
      if (log.length() > 3) throw new IllegalArgumentException("in");
    } catch (IllegalArgumentException e) {
      log.append("x").append(e.getSuppressed().length);
    } finally {
      log.append("f");
    }
    builder.stream("in").groupByKey().count(Materialized.as(log.toString()));
  }
}
