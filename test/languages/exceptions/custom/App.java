package exceptions.custom;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Own exceptions with fields, and their causes. */
public class App {
  static class Failure extends RuntimeException {
    final int code;

    Failure(String message, int code, Throwable cause) {
      super(message, cause);
      this.code = code;
    }
  }

  static class Special extends Failure {
    Special(int code) {
      super("special", code * 2, new IllegalStateException("inner"));
    }
  }

  static String run(int n) {
    if (n == 0) throw new Special(4);
    if (n == 1) throw new Failure("plain", 7, null);
    return "fine";
  }

  static void build(StreamsBuilder builder) {
    for (int n = 0; n < 3; n++) {
      String outcome;
      try {
        outcome = run(n);
      } catch (Special e) {
        outcome = e.getMessage() + e.code + e.getCause().getMessage();
      } catch (Failure e) {
        outcome = e.getMessage() + e.code + (e.getCause() == null);
      }
      builder.stream("in").groupByKey().count(Materialized.as(n + outcome));
    }
  }
}
