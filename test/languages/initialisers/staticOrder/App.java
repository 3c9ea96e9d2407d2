package initialisers.staticOrder;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Static initialisers run in the order of the text, when the class is first used (JLS 12.4). */
public class App {
  static int a = next();
  static int counter = 10;
  static int b = next();

  static int next() {
    return ++counter;
  }

  static void build(StreamsBuilder builder) {
    builder.stream("in").groupByKey().count(Materialized.as("a" + a));
    builder.stream("in").groupByKey().count(Materialized.as("b" + b));
    builder.stream("in").groupByKey().count(Materialized.as("c" + counter));
  }
}
