package strings.nullJoined;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** A String that is null, joined with what is no text. */
public class App {
  static class A {
    String a;
    Object o;
    int n;
    Integer box;

    String joined() {
      String b = a;
      b += n;
      return a + n + (a + true) + (o + a) + b;
    }

    int added() {
      try {
        return box + n;
      } catch (NullPointerException e) {
        return 7;
      }
    }
  }

  static void build(StreamsBuilder builder) {
    builder.stream("in").groupByKey().count(Materialized.as("n-" + new A().joined()));
    builder.stream("in").groupByKey().count(Materialized.as("n-" + new A().added()));
  }
}
