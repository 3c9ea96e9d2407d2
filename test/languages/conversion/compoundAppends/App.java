package conversion.compoundAppends;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** += on a text converts its right side as a whole. */
public class App {
  static void build(StreamsBuilder builder) {
    String s = "v";
    s += 1 + 2;
    s += 'c';
    s += 1.5f;
    String empty = null;
    empty += "x";
    builder.stream("in").groupByKey().count(Materialized.as(s));
    builder.stream("in").groupByKey().count(Materialized.as(empty));
  }
}
