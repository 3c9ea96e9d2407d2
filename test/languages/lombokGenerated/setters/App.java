package lombokGenerated.setters;

import java.util.*;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;
import lombok.*;
import lombok.experimental.*;

/** Setters, in chains and not, of static fields. */
public class App {
  @Setter
  static class A {
    private String name = "a";
    private boolean isOpen;
    private final String fixed = "f";
  
    String text() {
      return name + isOpen + fixed;
    }
  }
  
  @Setter
  @Accessors(chain = true)
  static class B {
    private String left = "l";
    private String right = "r";
    @Setter
    private static String all = "all";
  
    String text() {
      return left + right + all;
    }
  }

  static void build(StreamsBuilder builder) {
    A a = new A();
    a.setName("b");
    a.setOpen(true);
    count(builder, a.text());
    B.setAll("other");
    count(builder, new B().setLeft("x").setRight("y").text());
  }

  private static void count(StreamsBuilder builder, Object name) {
    builder.stream("in").groupByKey().count(Materialized.as("n-" + name));
  }
}
