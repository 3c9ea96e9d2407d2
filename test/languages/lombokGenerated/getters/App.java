package lombokGenerated.getters;

import java.util.*;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;
import lombok.*;
import lombok.experimental.*;

/** Getters by the field and by the class, of flags, boxes and odd names. */
public class App {
  @Getter
  static class A {
    private final String name = "a";
    private final boolean ready = true;
    private final boolean isOpen = false;
    private final Boolean boxed = true;
    private final String uRL = "u";
    @Getter(AccessLevel.NONE)
    private final String hidden = "h";
    static String shared = "s";
  
    String getHidden() {
      return "written-" + hidden;
    }
  }
  
  static class B {
    @Getter
    private static String all = "all";
    @Getter
    private final int size = 3;
  }

  static void build(StreamsBuilder builder) {
    count(builder, "1" + new A().getName());
    count(builder, "2" + new A().isReady());
    count(builder, "3" + new A().isOpen());
    count(builder, "4" + new A().getBoxed());
    count(builder, "5" + new A().getURL());
    count(builder, "6" + new A().getHidden());
    count(builder, "7" + B.getAll());
    count(builder, "8" + new B().getSize());
  }

  private static void count(StreamsBuilder builder, Object name) {
    builder.stream("in").groupByKey().count(Materialized.as("n-" + name));
  }
}
