package streams.flatMap;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** flatMap flattens, concat joins. */
public class App {
  static void build(StreamsBuilder builder) {
    builder.stream("in").groupByKey().count(Materialized.as(Stream.of("a,b", "c").flatMap(s -> Arrays.stream(s.split(","))).collect(Collectors.joining("-"))));
    builder.stream("in").groupByKey().count(Materialized.as(Stream.concat(Stream.of("x"), Stream.of("y")).map(s -> s + s).collect(Collectors.joining())));
  }
}
