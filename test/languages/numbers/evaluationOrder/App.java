package numbers.evaluationOrder;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Operands from left to right; the left side of an assignment is looked at first (JLS 15.7). */
public class App {
  static void build(StreamsBuilder builder) {
    int x = 1;
    int y = x + (x = 5) * x;
    int[] a = {1, 2, 3};
    int at = 0;
    a[at] = at = 2;
    a[at] += at-- * 10;
    builder.stream("in").groupByKey().count(Materialized.as("y" + y));
    builder.stream("in").groupByKey().count(Materialized.as("a" + a[0] + a[1] + a[2]));
    builder.stream("in").groupByKey().count(Materialized.as("at" + at));
  }
}
