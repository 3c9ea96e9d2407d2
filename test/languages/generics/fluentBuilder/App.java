package generics.fluentBuilder;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Methods that return this, of a type that knows its subclass. */
public class App {
  static abstract class Base<T extends Base<T>> {
    protected final StringBuilder name = new StringBuilder();

    abstract T self();

    T with(String part) {
      name.append(part).append('-');
      return self();
    }
  }

  static class Named extends Base<Named> {
    @Override
    Named self() {
      return this;
    }

    String build(int n) {
      return name.toString() + n;
    }
  }

  static void build(StreamsBuilder builder) {
    builder.stream("in").groupByKey().count(Materialized.as(new Named().with("a").with("b").build(3)));
  }
}
