package exceptions.checkedInLoop;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** A loop that stops at the first failure, and one that goes on. */
public class App {
  static void build(StreamsBuilder builder) {
    int done = 0;
    try {
      for (String s : new String[] {"1", "2", "x", "4"}) {
        done += Integer.parseInt(s);
        builder.stream("in").groupByKey().count();
      }
    } catch (NumberFormatException e) {
      done += 100;
    }
    builder.stream("in").groupByKey().count(Materialized.as("stopped" + done));
    int good = 0;
    for (String s : new String[] {"1", "x", "4"}) {
      try {
        good += Integer.parseInt(s);
      } catch (NumberFormatException e) {
        continue;
      }
      builder.stream("in").groupByKey().count();
    }
    builder.stream("in").groupByKey().count(Materialized.as("went-on" + good));
  }
}
