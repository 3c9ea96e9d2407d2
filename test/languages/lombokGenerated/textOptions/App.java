package lombokGenerated.textOptions;

import java.util.*;
import lombok.*;
import lombok.experimental.Accessors;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** What toString writes by its options, by getters of any name, and before a superclass's. */
public class App {
  @Data
  static class Parent {
    private String p = "p";
  }

  @ToString(callSuper = true)
  static class Child extends Parent {
    String a = "a";
  }

  @ToString(of = { "a" })
  static class Of extends Parent {
    String a = "a";
    String b = "b";
  }

  @ToString(exclude = "b", includeFieldNames = false)
  static class Excluded {
    String a = "a";
    String b = "b";
    int c = 3;
  }

  @ToString(onlyExplicitlyIncluded = true)
  static class Only {
    @ToString.Include(name = "z") String a = "a";
    String b = "b";
  }

  @Data
  @Accessors(fluent = true)
  static class Fluent {
    private String name = "a";

    public String name() {
      return "got-" + name;
    }
  }

  static void build(StreamsBuilder builder) {
    count(builder, new Child());
    count(builder, new Of());
    count(builder, new Excluded());
    count(builder, new Only());
    count(builder, new Fluent());
  }

  private static void count(StreamsBuilder builder, Object name) {
    builder.stream("in").groupByKey().count(Materialized.as("n-" + String.valueOf(name).replaceAll("[^A-Za-z0-9]", "_")));
  }
}
