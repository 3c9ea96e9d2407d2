package lambdas.ownInterface;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** An own functional interface with generics and a checked exception. */
public class App {
  interface Step<T, R> {
    R go(T t) throws Exception;
  }

  static <T, R> R run(Step<T, R> step, T t, R otherwise) {
    try {
      return step.go(t);
    } catch (Exception e) {
      return otherwise;
    }
  }

  static void build(StreamsBuilder builder) {
    builder.stream("in").groupByKey().count(Materialized.as("a" + run(Integer::parseInt, "12", -1)));
    builder.stream("in").groupByKey().count(Materialized.as("b" + run(Integer::parseInt, "x", -1)));
    int length = run(s -> {
      if (s.isEmpty()) throw new Exception("empty");
      return s.length();
    }, "", 0);
    builder.stream("in").groupByKey().count(Materialized.as("c" + length));
  }
}
