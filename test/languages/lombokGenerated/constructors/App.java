package lombokGenerated.constructors;

import java.util.*;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;
import lombok.*;
import lombok.experimental.*;

/** Which fields which constructor takes. */
public class App {
  @AllArgsConstructor
  static class All {
    final String first;
    final String fixed = "fixed";
    String last = "last";
    static String shared = "shared";
  }
  
  @RequiredArgsConstructor
  static class Required {
    final String first;
    @NonNull String second;
    String third = "third";
    final String fixed = "fixed";
  }
  
  @NoArgsConstructor(force = true)
  @AllArgsConstructor
  static class None {
    final String name;
    final int size;
  }
  
  @Data
  static class DataClass {
    final String name;
    String other = "other";
  }
  
  @Value
  static class ValueClass {
    String name;
    int size;
    boolean on = true;
  }
  
  @Data
  static class Written {
    final String name;
  
    Written(int number) {
      name = "number-" + number;
    }
  }

  static void build(StreamsBuilder builder) {
    count(builder, new All("a", "b").first);
    count(builder, new All("a", "b").last);
    count(builder, new Required("a", "b").second + new Required("a", "b").third);
    count(builder, new None().name);
    count(builder, new None().size);
    count(builder, new None("x", 2).name);
    count(builder, new DataClass("d").getName() + new DataClass("d").getOther());
    count(builder, new ValueClass("v", 4).getName() + new ValueClass("v", 4).getSize() + new ValueClass("v", 4).isOn());
    count(builder, new Written(3).getName());
  }

  private static void count(StreamsBuilder builder, Object name) {
    builder.stream("in").groupByKey().count(Materialized.as("n-" + name));
  }
}
