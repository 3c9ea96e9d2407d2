package jumps.shortCircuit;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** && and || stop as soon as the answer is known, & and | do not. */
public class App {
  static StringBuilder log = new StringBuilder();

  static boolean t(String name, boolean value) {
    log.append(name);
    return value;
  }

  static void build(StreamsBuilder builder) {
    boolean r = t("a", false) && t("b", true) || t("c", true) || t("d", true);
    r &= t("e", true) | t("f", false);
    builder.stream("in").groupByKey().count(Materialized.as(log.toString() + r));
  }
}
