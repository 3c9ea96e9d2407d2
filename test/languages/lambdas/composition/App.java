package lambdas.composition;

import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** andThen, compose, negate, identity. */
public class App {
  static void build(StreamsBuilder builder) {
    Function<Integer, Integer> inc = x -> x + 1;
    Function<Integer, Integer> twice = x -> x * 2;
    Predicate<String> isLong = s -> s.length() > 4;
    builder.stream("in").groupByKey().count(Materialized.as("f" + inc.andThen(twice).apply(5) + "." + inc.compose(twice).apply(5) + Function.<String>identity().apply("i")));
    builder.stream("in").groupByKey().count(Materialized.as("p" + isLong.negate().test("eu") + isLong.and(s -> s.startsWith("o")).test("orders") + isLong.or(s -> s.isEmpty()).test("x")));
    Function<Integer, Function<Integer, Integer>> add = a -> b -> a + b;
    builder.stream("in").groupByKey().count(Materialized.as("c" + add.apply(3).apply(4)));
  }
}
