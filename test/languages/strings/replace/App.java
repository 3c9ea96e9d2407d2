package strings.replace;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** replace takes texts as they are, replaceAll patterns. */
public class App {
  static void build(StreamsBuilder builder) {
    String s = "a.b.c";
    builder.stream("in").groupByKey().count(Materialized.as(s.replace(".", "-")));
    builder.stream("in").groupByKey().count(Materialized.as(s.replace('b', 'x')));
    builder.stream("in").groupByKey().count(Materialized.as(s.replaceAll("\\.", "_")));
    builder.stream("in").groupByKey().count(Materialized.as("all" + s.replaceAll(".", "x")));
    builder.stream("in").groupByKey().count(Materialized.as(s.replaceFirst("\\.", "")));
    builder.stream("in").groupByKey().count(Materialized.as("ab".replace("", "-")));
  }
}
