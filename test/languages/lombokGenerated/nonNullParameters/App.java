package lombokGenerated.nonNullParameters;

import java.util.function.*;
import lombok.*;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Null is refused where a method, a constructor or a record is given it. */
public class App {
  record Pair(@NonNull String a, String b) {}

  record Compact(@NonNull String a) {
    Compact {
      a = a + "!";
    }
  }

  static class Base {
    final String a;

    Base(String a) {
      this.a = a;
    }
  }

  static class Made extends Base {
    Made(@NonNull String a) {
      super(a);
    }
  }

  static String joined(@NonNull String a, int n) {
    return a + n;
  }

  static String tried(Supplier<String> code) {
    try {
      return code.get();
    } catch (NullPointerException e) {
      return "refused";
    }
  }

  static void build(StreamsBuilder builder) {
    count(builder, "1" + tried(() -> joined(null, 1)) + tried(() -> joined("a", 1)));
    count(builder, "2" + tried(() -> new Pair(null, "b").b()) + tried(() -> new Pair("a", null).a()));
    count(builder, "3" + tried(() -> new Compact(null).a()) + tried(() -> new Compact("a").a().replace('!', '_')));
    count(builder, "4" + tried(() -> new Made(null).a) + tried(() -> new Made("a").a));
  }

  private static void count(StreamsBuilder builder, Object name) {
    builder.stream("in").groupByKey().count(Materialized.as("n-" + name));
  }
}
