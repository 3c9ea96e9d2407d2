package lombokGenerated.withers;

import java.util.*;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;
import lombok.*;
import lombok.experimental.*;

/** Copies with one field changed. */
public class App {
  @With
  @Value
  static class A {
    String name;
    int size;
  }
  
  @With
  record R(String name, int size) {}

  static void build(StreamsBuilder builder) {
    count(builder, new A("a", 1).withName("b").getName());
    count(builder, new A("a", 1).withName("b").withSize(7).getSize());
    count(builder, new R("r", 1).withName("s").name());
  }

  private static void count(StreamsBuilder builder, Object name) {
    builder.stream("in").groupByKey().count(Materialized.as("n-" + name));
  }
}
