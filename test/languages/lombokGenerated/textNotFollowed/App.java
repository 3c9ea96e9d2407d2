package lombokGenerated.textNotFollowed;

import java.util.*;
import lombok.*;
import lombok.experimental.Accessors;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** A toString and a getter of Lombok's that are not followed stand before what is inherited, and before the field. */
public class App {
  @Data
  static class Parent {
    private String p = "p";
  }

  @ToString
  static class Ranked extends Parent {
    String a = "a";
    @ToString.Include(rank = 1) String b = "b";
  }

  @ToString
  static class Method {
    String a = "a";

    @ToString.Include
    String more() {
      return "more";
    }
  }

  @ToString
  @AllArgsConstructor
  enum Kind {
    FIRST("x");

    final String topic;
  }

  @ToString
  static class Lazy {
    String prefix;

    @Getter(lazy = true)
    private final String topic = prefix + "-topic";

    Lazy(String prefix) {
      this.prefix = prefix;
    }
  }

  static void build(StreamsBuilder builder) {
    count(builder, new Ranked());
    count(builder, new Method());
    count(builder, Kind.FIRST);
    count(builder, new Lazy("x"));
  }

  private static void count(StreamsBuilder builder, Object name) {
    builder.stream("in").groupByKey().count(Materialized.as("n-" + String.valueOf(name).replaceAll("[^A-Za-z0-9]", "_")));
  }
}
