package lombokGenerated.written;

import java.util.*;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;
import lombok.*;
import lombok.experimental.*;

/** What is written stands in for what Lombok writes. */
public class App {
  @Data
  @Builder
  static class A {
    private String name;
    private String other;
  
    public String getName() {
      return "written-" + name;
    }
  
    public void setOther(String value) {
      other = "set-" + value;
    }
  
    static class ABuilder {
      ABuilder name(String value) {
        this.name = "built-" + value;
        return this;
      }
    }
  }

  static void build(StreamsBuilder builder) {
    A a = A.builder().name("a").other("o").build();
    count(builder, a.getName());
    count(builder, a.getOther());
    a.setOther("p");
    count(builder, a.getOther());
  }

  private static void count(StreamsBuilder builder, Object name) {
    builder.stream("in").groupByKey().count(Materialized.as("n-" + name));
  }
}
