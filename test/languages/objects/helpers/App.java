package objects.helpers;

import java.util.Objects;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Objects.equals, hash, toString, requireNonNull. */
public class App {
  static void build(StreamsBuilder builder) {
    String nothing = "a".isEmpty() ? "x" : null;
    builder.stream("in").groupByKey().count(Materialized.as("e" + Objects.equals(nothing, null) + Objects.toString(nothing, "none") + Objects.hash(1, 2) + Objects.hashCode(nothing) + Objects.isNull(nothing)));
    builder.stream("in").groupByKey().count(Materialized.as("r" + Objects.requireNonNullElse(nothing, "else")));
    String outcome = "fine";
    try {
      Objects.requireNonNull(nothing, "missing");
    } catch (NullPointerException e) {
      outcome = e.getMessage();
    }
    builder.stream("in").groupByKey().count(Materialized.as(outcome));
  }
}
