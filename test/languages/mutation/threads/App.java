package mutation.threads;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** What a thread does that is started and waited for. */
public class App {
  static void build(StreamsBuilder builder) {
    int[] box = {1};
    Thread thread = new Thread(() -> box[0] = 9);
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    builder.stream("in").groupByKey().count(Materialized.as("n" + box[0]));
  }
}
