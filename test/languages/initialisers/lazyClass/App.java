package initialisers.lazyClass;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** A class is initialised when it is first used, not when it is mentioned. */
public class App {
  static StringBuilder log = new StringBuilder();

  static class Holder {
    static final int CONSTANT = 3;
    static int value = note("holder");

    static int note(String text) {
      log.append(text);
      return 7;
    }
  }

  static void build(StreamsBuilder builder) {
    log.append("start");
    builder.stream("in").groupByKey().count(Materialized.as("c" + Holder.CONSTANT + log));
    int value = Holder.value;
    builder.stream("in").groupByKey().count(Materialized.as("v" + value + log));
  }
}
