package lombokGenerated.fieldDefaults;

import java.util.*;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;
import lombok.*;
import lombok.experimental.*;

/** Fields that are made final, and private. */
public class App {
  @FieldDefaults(makeFinal = true, level = AccessLevel.PRIVATE)
  @RequiredArgsConstructor
  static class A {
    String name;
    @NonFinal String changing;
    String fixed = "fixed";
  
    String text() {
      return name + changing + fixed;
    }
  }

  static void build(StreamsBuilder builder) {
    count(builder, new A("a").text());
  }

  private static void count(StreamsBuilder builder, Object name) {
    builder.stream("in").groupByKey().count(Materialized.as("n-" + name));
  }
}
