package lombokGenerated.equalsParents;

import java.util.*;
import lombok.*;
import lombok.experimental.Accessors;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Equality by options, by getters of any name, and with a superclass's. */
public class App {
  @Data
  static class Parent {
    private String p = "p";
  }

  @Data
  @EqualsAndHashCode(callSuper = true)
  static class Child extends Parent {
    private final String a;
  }

  @EqualsAndHashCode(onlyExplicitlyIncluded = true)
  @AllArgsConstructor
  static class Only {
    @EqualsAndHashCode.Include String a;
    String b;
  }

  @Data
  @Accessors(fluent = true)
  static class Fluent {
    private final String name;

    public String name() {
      return "same";
    }
  }

  static void build(StreamsBuilder builder) {
    Child other = new Child("x");
    other.setP("q");
    count(builder, "1" + new Child("x").equals(new Child("x")) + new Child("x").equals(new Child("y")) + new Child("x").equals(other));
    count(builder, "2" + new Only("a", "b").equals(new Only("a", "c")) + new Only("a", "b").equals(new Only("b", "b")));
    count(builder, "3" + new Fluent("a").equals(new Fluent("b")));
  }

  private static void count(StreamsBuilder builder, Object name) {
    builder.stream("in").groupByKey().count(Materialized.as("n-" + String.valueOf(name).replaceAll("[^A-Za-z0-9]", "_")));
  }
}
