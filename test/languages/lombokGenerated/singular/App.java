package lombokGenerated.singular;

import java.util.*;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;
import lombok.*;
import lombok.experimental.*;

/** Collections that a builder fills. */
public class App {
  @Builder
  @Getter
  static class A {
    @Singular private final List<String> topics;
    @Singular("entry") private final Map<String, String> entries;
    @Singular("one") private final Set<String> all;
  }

  static void build(StreamsBuilder builder) {
    A a = A.builder().topic("a").topic("b").topics(List.of("c", "d")).entry("k", "v").one("x").one("y").one("x").build();
    for (String topic : a.getTopics()) count(builder, topic);
    count(builder, a.getEntries().get("k"));
    count(builder, a.getAll().size());
    count(builder, A.builder().topic("a").clearTopics().build().getTopics().size());
    try { a.getTopics().add("z"); count(builder, "added"); } catch (UnsupportedOperationException e) { count(builder, "refused"); }
  }

  private static void count(StreamsBuilder builder, Object name) {
    builder.stream("in").groupByKey().count(Materialized.as("n-" + name));
  }
}
