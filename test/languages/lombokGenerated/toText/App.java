package lombokGenerated.toText;

import java.util.*;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;
import lombok.*;
import lombok.experimental.*;

/** What toString writes. */
public class App {
  @Data
  static class A {
    private final String name;
    private boolean on;
    private static int count = 3;
  }
  
  @Value
  static class B {
    int size;
    List<String> items;
  }
  
  @ToString
  static class C {
    String name = "c";
    @ToString.Exclude String secret = "s";
  }
  
  @ToString
  static class E {}
  
  @Data
  static class D {
    private String name = "d";
  
    public String getName() {
      return "got-" + name;
    }
  }

  static void build(StreamsBuilder builder) {
    count(builder, new A("a").toString().replaceAll("[^A-Za-z0-9]", "_"));
    count(builder, new B(2, List.of("x", "y")).toString().replaceAll("[^A-Za-z0-9]", "_"));
    count(builder, new C().toString().replaceAll("[^A-Za-z0-9]", "_"));
    count(builder, new D().toString().replaceAll("[^A-Za-z0-9]", "_"));
    count(builder, new E().toString().replaceAll("[^A-Za-z0-9]", "_"));
    count(builder, ("" + new A("z")).length());
  }

  private static void count(StreamsBuilder builder, Object name) {
    builder.stream("in").groupByKey().count(Materialized.as("n-" + name));
  }
}
