package finals.valueIsKept;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** What return computed is kept, though finally changes the variable. */
public class App {
  static int run() {
    int x = 1;
    try {
      return x;
    } finally {
      x = 99;
    }
  }

  static StringBuilder object() {
    StringBuilder sb = new StringBuilder("a");
    try {
      return sb;
    } finally {
      sb.append("b");
    }
  }

  static void build(StreamsBuilder builder) {
    builder.stream("in").groupByKey().count(Materialized.as("x" + run() + object()));
  }
}
