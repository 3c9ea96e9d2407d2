package exceptions.rightHandler;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** The first clause whose type fits takes it. */
public class App {
  static void build(StreamsBuilder builder) {
    String outcome;
    try {
      throw new IllegalArgumentException("a");
    } catch (IllegalStateException e) {
      outcome = "state";
    } catch (IllegalArgumentException e) {
      outcome = "argument";
    } catch (RuntimeException e) {
      outcome = "runtime";
    }
    builder.stream("in").groupByKey().count(Materialized.as(outcome));
  }
}
