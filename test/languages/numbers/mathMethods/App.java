package numbers.mathMethods;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Math rounds half up; floor and ceil give doubles; exact methods throw. */
public class App {
  static void build(StreamsBuilder builder) {
    builder.stream("in").groupByKey().count(Materialized.as("r" + Math.round(2.5) + Math.round(-2.5)));
    builder.stream("in").groupByKey().count(Materialized.as("f" + Math.floor(-1.5)));
    builder.stream("in").groupByKey().count(Materialized.as("c" + Math.ceil(1.2)));
    builder.stream("in").groupByKey().count(Materialized.as("p" + (int) Math.pow(2, 10)));
    builder.stream("in").groupByKey().count(Materialized.as("a" + Math.abs(Integer.MIN_VALUE)));
    builder.stream("in").groupByKey().count(Materialized.as("m" + Math.max(1, 2L)));
    builder.stream("in").groupByKey().count(Materialized.as("s" + Math.sqrt(16)));
    String exact;
    try {
      exact = "fine" + Math.addExact(Integer.MAX_VALUE, 1);
    } catch (ArithmeticException e) {
      exact = "overflow";
    }
    builder.stream("in").groupByKey().count(Materialized.as(exact));
  }
}
