package lombokGenerated.equalsNotFollowed;

import java.util.*;
import lombok.*;
import lombok.experimental.Accessors;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Equality that is not followed is not a superclass's. */
public class App {
  @Data
  static class Parent {
    private String p = "p";
  }

  @EqualsAndHashCode
  @AllArgsConstructor
  static class Child extends Parent {
    String a;
  }

  @EqualsAndHashCode
  @AllArgsConstructor
  static class Method {
    @EqualsAndHashCode.Exclude String a;

    @EqualsAndHashCode.Include
    String key() {
      return a;
    }
  }

  static void build(StreamsBuilder builder) {
    count(builder, "1" + new Child("x").equals(new Child("y")));
    count(builder, "2" + List.of(new Child("x")).contains(new Child("y")));
    count(builder, "3" + new HashSet<>(List.of(new Child("x"), new Child("y"))).size());
    count(builder, "4" + new Method("x").equals(new Method("y")));
  }

  private static void count(StreamsBuilder builder, Object name) {
    builder.stream("in").groupByKey().count(Materialized.as("n-" + String.valueOf(name).replaceAll("[^A-Za-z0-9]", "_")));
  }
}
