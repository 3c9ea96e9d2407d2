package records.equality;

import java.util.List;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Records are equal by value; their text names the components. */
public class App {
  record Point(int x, int y) {}

  static void build(StreamsBuilder builder) {
    Point a = new Point(1, 2);
    Point b = new Point(1, 2);
    builder.stream("in").groupByKey().count(Materialized.as("e" + a.equals(b) + (a == b) + (a.hashCode() == b.hashCode()) + List.of(a).contains(b)));
    builder.stream("in").groupByKey().count(Materialized.as(a.toString().replaceAll("[^A-Za-z0-9]", "_")));
  }
}
