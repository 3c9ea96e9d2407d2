package patterns.sealed;

import java.util.List;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** A sealed hierarchy, told apart by class. */
public class App {
  sealed interface Event permits Order, Ping {}

  record Order(String id, int amount) implements Event {}

  enum Ping implements Event {
    P
  }

  static int size(Event e) {
    return e instanceof Order order ? order.amount() * 2 : 0;
  }

  static void build(StreamsBuilder builder) {
    int total = 0;
    for (Event e : List.of(new Order("a", 3), Ping.P, new Order("b", 4))) {
      total += size(e);
      if (!(e instanceof Order)) total += 100;
    }
    builder.stream("in").groupByKey().count(Materialized.as("t" + total));
  }
}
