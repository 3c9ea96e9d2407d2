package localClasses.inner;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** An inner class has the fields of its outer object. */
public class App {
  static class Outer {
    private int x = 1;

    class Inner {
      int x = 2;

      String show(int x) {
        return x + "." + this.x + "." + Outer.this.x;
      }

      void bump() {
        Outer.this.x += 10;
      }
    }

    Inner inner() {
      return new Inner();
    }
  }

  static void build(StreamsBuilder builder) {
    Outer outer = new Outer();
    Outer.Inner inner = outer.inner();
    inner.bump();
    builder.stream("in").groupByKey().count(Materialized.as(inner.show(7)));
    builder.stream("in").groupByKey().count(Materialized.as(outer.new Inner().show(8)));
  }
}
