package streams.laziness;

import java.util.stream.Stream;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Nothing runs before the end is asked for, and then element by element (java.util.stream). */
public class App {
  static void build(StreamsBuilder builder) {
    StringBuilder log = new StringBuilder();
    Stream<String> never = Stream.of("x").peek(log::append);
    boolean any = Stream.of("b", "a", "c").peek(log::append).map(s -> {
      log.append("m");
      return s;
    }).anyMatch(s -> s.equals("a"));
    builder.stream("in").groupByKey().count(Materialized.as("log" + log + any + (never != null)));
  }
}
