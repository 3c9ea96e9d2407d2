package lombokGenerated.builders;

import java.util.*;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;
import lombok.*;
import lombok.experimental.*;

/** A builder, and builders of constructors and methods. */
public class App {
  @Builder
  @Getter
  static class A {
    private final String name;
    private final int size;
    private String last;
  }
  
  @Value
  static class B {
    String text;
  
    @Builder(builderMethodName = "from", buildMethodName = "make")
    B(String left, String right) {
      text = left + "-" + right;
    }
  }
  
  @Builder(builderClassName = "Joiner", setterPrefix = "with")
  static String joined(String left, int right) {
    return left + right;
  }
  
  @Builder(toBuilder = true)
  @Getter
  static class D {
    private final String name;
    private final String other;
  }
  
  @Builder
  record R(String name, int size) {}

  static void build(StreamsBuilder builder) {
    count(builder, A.builder().name("a").size(2).build().getName());
    count(builder, A.builder().name("a").size(2).build().getSize());
    count(builder, A.builder().name("a").build().getLast());
    count(builder, B.from().right("r").left("l").make().getText());
    count(builder, builder().withLeft("x").withRight(4).build());
    count(builder, D.builder().name("n").other("o").build().toBuilder().name("m").build().getName());
    count(builder, D.builder().name("n").other("o").build().toBuilder().name("m").build().getOther());
    count(builder, R.builder().size(3).name("r").build().name());
  }

  private static void count(StreamsBuilder builder, Object name) {
    builder.stream("in").groupByKey().count(Materialized.as("n-" + name));
  }
}
