package enums.bodies;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Constants with bodies and fields. */
public class App {
  enum Op {
    ADD("plus") {
      @Override
      int apply(int a, int b) {
        return a + b;
      }
    },
    MUL("times") {
      @Override
      int apply(int a, int b) {
        return a * b;
      }
    };

    private final String label;

    Op(String label) {
      this.label = label;
    }

    abstract int apply(int a, int b);

    String label() {
      return label + ordinal();
    }
  }

  static void build(StreamsBuilder builder) {
    for (Op op : Op.values()) {
      builder.stream("in").groupByKey().count(Materialized.as(op.label() + op.apply(3, 4)));
    }
  }
}
