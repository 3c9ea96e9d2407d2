package iterators.ownIterable;

import java.util.Iterator;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** A for loop over an own Iterable. */
public class App {
  static class Range implements Iterable<Integer> {
    private final int end;

    Range(int end) {
      this.end = end;
    }

    @Override
    public Iterator<Integer> iterator() {
      return new Iterator<>() {
        private int at = 0;

        @Override
        public boolean hasNext() {
          return at < end;
        }

        @Override
        public Integer next() {
          return at++;
        }
      };
    }
  }

  static void build(StreamsBuilder builder) {
    for (int i : new Range(3)) {
      builder.stream("in").groupByKey().count(Materialized.as("p" + i));
    }
  }
}
