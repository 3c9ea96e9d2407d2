package lombokGenerated.fluent;

import java.util.*;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;
import lombok.*;
import lombok.experimental.*;

/** Accessors named like their fields. */
public class App {
  @Data
  @Accessors(fluent = true)
  static class A {
    private String name = "a";
    private int size = 1;
    private boolean isOpen;
  }

  static void build(StreamsBuilder builder) {
    count(builder, new A().name("b").size(2).name());
    count(builder, new A().size());
    count(builder, new A().isOpen);
  }

  private static void count(StreamsBuilder builder, Object name) {
    builder.stream("in").groupByKey().count(Materialized.as("n-" + name));
  }
}
