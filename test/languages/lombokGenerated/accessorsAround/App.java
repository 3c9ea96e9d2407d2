package lombokGenerated.accessorsAround;

import java.util.*;
import lombok.*;
import lombok.experimental.Accessors;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Accessors by prefix, by a class around, and by a class and its field. */
public class App {
  static class Parent {
    public String getMName() {
      return "parent";
    }
  }

  @Data
  @Accessors(prefix = { "m", "f" })
  static class Prefixed extends Parent {
    String mName = "n";
    int fSize = 3;
    String other = "o";
  }

  @Accessors(fluent = true)
  static class Outer {
    @Getter
    @Setter
    static class Inner {
      String name = "a";
    }
  }

  @Data
  @Accessors(fluent = true)
  static class Both {
    @Accessors(chain = false) String name = "n";
    String other = "o";
  }

  @Value
  @Builder
  @AllArgsConstructor
  static class Copied {
    @Builder.Default String a = "d";
    @With String b;
  }

  static void build(StreamsBuilder builder) {
    count(builder, "1" + new Prefixed().getMName() + new Prefixed().getName() + new Prefixed().getSize());
    count(builder, "2" + new Outer.Inner().name("b").name());
    count(builder, "3" + new Both().other("p").name());
    count(builder, "4" + Copied.builder().a("x").b("1").build().withB("2"));
  }

  private static void count(StreamsBuilder builder, Object name) {
    builder.stream("in").groupByKey().count(Materialized.as("n-" + String.valueOf(name).replaceAll("[^A-Za-z0-9]", "_")));
  }
}
