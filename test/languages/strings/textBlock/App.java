package strings.textBlock;

import java.util.stream.Collectors;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** A text block loses the indentation that all its lines have, and ends with a line (JLS 3.10.6). */
public class App {
  static void build(StreamsBuilder builder) {
    String block = """
        first
          second\tx
        last \
        one""";
    builder.stream("in").groupByKey().count(Materialized.as("n" + block.length()));
    builder.stream("in").groupByKey().count(Materialized.as("l" + block.lines().count()));
    builder.stream("in").groupByKey().count(Materialized.as(block.lines().map(String::strip).map(l -> l.replaceAll("[^a-z]", "_")).collect(Collectors.joining("-"))));
  }
}
