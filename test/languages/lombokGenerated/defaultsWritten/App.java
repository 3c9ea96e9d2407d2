package lombokGenerated.defaultsWritten;

import lombok.*;
import lombok.experimental.SuperBuilder;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** A builder's default is no initialiser: what a written constructor makes begins without it. Lombok's other constructors give it. */
public class App {
  @Getter
  @Builder
  static class A {
    @Builder.Default private String name = "d";

    A() {}

    A(String name) {
      this.name = name;
    }
  }

  @Getter
  @SuperBuilder
  static class B {
    @Builder.Default private String name = "d";

    B() {}
  }

  @Getter
  @Builder
  @RequiredArgsConstructor
  @AllArgsConstructor
  static class C {
    final String x;
    @Builder.Default private String name = "d";
  }

  static void build(StreamsBuilder builder) {
    count(builder, "1" + new A().getName() + A.builder().build().getName());
    count(builder, "2" + new B().getName() + B.builder().build().getName());
    count(builder, "3" + new C("x").getName() + new C("x", "y").getName());
  }

  private static void count(StreamsBuilder builder, Object name) {
    builder.stream("in").groupByKey().count(Materialized.as("n-" + name));
  }
}
