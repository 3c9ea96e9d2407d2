package split.limits;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Empty texts at the end are dropped, unless the limit is negative. */
public class App {
  static void build(StreamsBuilder builder) {
    builder.stream("in").groupByKey().count(Materialized.as("a" + "x,y,,".split(",").length));
    builder.stream("in").groupByKey().count(Materialized.as("b" + "x,y,,".split(",", -1).length));
    builder.stream("in").groupByKey().count(Materialized.as("c" + "x,y,z".split(",", 2)[1].replace(",", "_")));
    builder.stream("in").groupByKey().count(Materialized.as("d" + ",x".split(",").length));
    builder.stream("in").groupByKey().count(Materialized.as("e" + ",".split(",").length));
    builder.stream("in").groupByKey().count(Materialized.as("f" + "".split(",").length));
  }
}
