package regex.groups;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Groups in replacements, and looking ahead. */
public class App {
  static void build(StreamsBuilder builder) {
    builder.stream("in").groupByKey().count(Materialized.as("userOrderItem".replaceAll("([A-Z])", "-$1").toLowerCase()));
    builder.stream("in").groupByKey().count(Materialized.as("abcabc".replaceAll("(?<first>a)b", "${first}_")));
    builder.stream("in").groupByKey().count(Materialized.as("x-y-z".replaceAll("-(?=z)", ".")));
    builder.stream("in").groupByKey().count(Materialized.as("a  b   c".replaceAll("\\s+", "-")));
    builder.stream("in").groupByKey().count(Materialized.as("cat".replaceAll(".*", "x")));
  }
}
