package localClasses.anonymousState;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** An anonymous object with methods of its own. */
public class App {
  static void build(StreamsBuilder builder) {
    var counter = new Object() {
      int hits = 0;

      int hit() {
        return ++hits;
      }
    };
    counter.hit();
    counter.hit();
    builder.stream("in").groupByKey().count(Materialized.as("h" + counter.hits + counter.hit()));
  }
}
