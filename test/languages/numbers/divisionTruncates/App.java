package numbers.divisionTruncates;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Division of whole numbers drops the fraction, toward zero; the remainder takes the sign of the dividend (JLS 15.17.2, 15.17.3). */
public class App {
  static void build(StreamsBuilder builder) {
    builder.stream("in").groupByKey().count(Materialized.as("d" + 7 / 2));
    builder.stream("in").groupByKey().count(Materialized.as("n" + -7 / 2));
    builder.stream("in").groupByKey().count(Materialized.as("r" + -7 % 3));
    builder.stream("in").groupByKey().count(Materialized.as("s" + 7 % -3));
    builder.stream("in").groupByKey().count(Materialized.as("f" + 7 / 2.0));
    builder.stream("in").groupByKey().count(Materialized.as("m" + Math.floorMod(-7, 3) + Math.floorDiv(-7, 2)));
  }
}
