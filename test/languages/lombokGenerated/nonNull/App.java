package lombokGenerated.nonNull;

import java.util.*;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;
import lombok.*;
import lombok.experimental.*;

/** What must not be null is checked. */
public class App {
  @RequiredArgsConstructor
  static class A {
    @NonNull final String name;
  }
  
  @Setter
  static class B {
    @NonNull String name = "b";
  }

  static void build(StreamsBuilder builder) {
    try { count(builder, new A(null).name); } catch (NullPointerException e) { count(builder, e.getMessage().replace(' ', '_')); }
    try { new B().setName(null); count(builder, "set"); } catch (NullPointerException e) { count(builder, "refused"); }
  }

  private static void count(StreamsBuilder builder, Object name) {
    builder.stream("in").groupByKey().count(Materialized.as("n-" + name));
  }
}
