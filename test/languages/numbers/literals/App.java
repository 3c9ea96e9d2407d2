package numbers.literals;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Hexadecimal, octal and binary literals of int may be negative; underscores count for nothing (JLS 3.10.1). */
public class App {
  static void build(StreamsBuilder builder) {
    builder.stream("in").groupByKey().count(Materialized.as("x" + 0xFFFFFFFF));
    builder.stream("in").groupByKey().count(Materialized.as("l" + 0xFFFFFFFFL));
    builder.stream("in").groupByKey().count(Materialized.as("o" + 017));
    builder.stream("in").groupByKey().count(Materialized.as("b" + 0b1010_1010));
    builder.stream("in").groupByKey().count(Materialized.as("c" + 0x1p4));
    builder.stream("in").groupByKey().count(Materialized.as("u" + 1_0.5_0));
  }
}
