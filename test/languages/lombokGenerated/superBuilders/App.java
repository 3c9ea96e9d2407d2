package lombokGenerated.superBuilders;

import java.util.*;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;
import lombok.*;
import lombok.experimental.*;

/** Builders of classes that extend each other. */
public class App {
  @SuperBuilder
  @Getter
  static class Base {
    private final String name;
    @Builder.Default private final String kind = "base";
  }
  
  @SuperBuilder
  @Getter
  static class Child extends Base {
    private final String more;
  }

  static void build(StreamsBuilder builder) {
    count(builder, Base.builder().name("b").build().getName());
    count(builder, Child.builder().name("c").more("m").build().getName());
    count(builder, Child.builder().more("m").name("c").kind("k").build().getMore());
    count(builder, Child.builder().more("m").name("c").kind("k").build().getKind());
    count(builder, Child.builder().more("m").build().getKind());
  }

  private static void count(StreamsBuilder builder, Object name) {
    builder.stream("in").groupByKey().count(Materialized.as("n-" + name));
  }
}
