package finals.runsAlways;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** finally runs after return, break and exceptions. */
public class App {
  static StringBuilder log = new StringBuilder();

  static String run(int how) {
    try {
      if (how == 1) throw new IllegalStateException();
      if (how == 2) return "early";
      return "end";
    } catch (IllegalStateException e) {
      return "caught";
    } finally {
      log.append(how);
    }
  }

  static void build(StreamsBuilder builder) {
    builder.stream("in").groupByKey().count(Materialized.as(run(0) + run(1) + run(2)));
    builder.stream("in").groupByKey().count(Materialized.as("log" + log));
  }
}
