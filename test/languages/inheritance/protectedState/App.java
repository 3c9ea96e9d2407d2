package inheritance.protectedState;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** A template method with state of the superclass. */
public class App {
  static class Counter {
    protected int count;

    void run(int times) {
      for (int i = 0; i < times; i++) step();
    }

    void step() {
      count++;
    }
  }

  static class Twice extends Counter {
    @Override
    void step() {
      super.step();
      super.step();
      count *= 2;
    }
  }

  static void build(StreamsBuilder builder) {
    Counter counter = new Twice();
    counter.run(3);
    builder.stream("in").groupByKey().count(Materialized.as("c" + counter.count));
  }
}
