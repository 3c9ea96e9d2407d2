package lombokGenerated.builderDefaults;

import java.util.*;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;
import lombok.*;
import lombok.experimental.*;

/** What a builder gives where nothing was said. */
public class App {
  static String made() {
    return "made";
  }
  
  @Builder
  @Getter
  @NoArgsConstructor
  @AllArgsConstructor
  static class A {
    @Builder.Default private String name = "default";
    @Builder.Default private final String other = made();
    private String ignored = "ignored";
  }
  
  @Builder
  @Getter
  static class B {
    @Builder.Default private final boolean on = true;
    private final String name;
  }

  static void build(StreamsBuilder builder) {
    count(builder, "1" + A.builder().build().getName());
    count(builder, "2" + A.builder().name("given").build().getName());
    count(builder, "3" + A.builder().name(null).build().getName());
    count(builder, "4" + A.builder().build().getOther());
    count(builder, "5" + A.builder().build().getIgnored());
    count(builder, "6" + new A().getName() + new A().getOther());
    count(builder, "7" + new A("x", "y", "z").getName());
    count(builder, "8" + B.builder().name("b").build().isOn());
    count(builder, "9" + B.builder().on(false).build().isOn());
  }

  private static void count(StreamsBuilder builder, Object name) {
    builder.stream("in").groupByKey().count(Materialized.as("n-" + name));
  }
}
