package lombokGenerated.factories;

import java.util.*;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;
import lombok.*;
import lombok.experimental.*;

/** Static methods before the constructors. */
public class App {
  @RequiredArgsConstructor(staticName = "of")
  static class A {
    final String name;
  }
  
  @Data(staticConstructor = "make")
  static class B {
    final String name;
  }
  
  @Value(staticConstructor = "value")
  static class C<T> {
    T name;
  }

  static void build(StreamsBuilder builder) {
    count(builder, A.of("a").name);
    count(builder, B.make("b").getName());
    count(builder, C.value("c").getName());
  }

  private static void count(StreamsBuilder builder, Object name) {
    builder.stream("in").groupByKey().count(Materialized.as("n-" + name));
  }
}
