package lombokGenerated.delegates;

import java.util.*;
import lombok.*;
import lombok.experimental.Delegate;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** What Lombok delegates stands before what is inherited, before what is around, and beside what is written. */
public class App {
  interface Named {
    default String name() {
      return "default";
    }

    String of(String text);
  }

  static class Parent {
    public String name() {
      return "parent";
    }

    public int size() {
      return -1;
    }

    public String kept() {
      return "kept";
    }
  }

  static class Inner implements Named {
    @Override
    public String name() {
      return "inner";
    }

    @Override
    public String of(String text) {
      return "text-" + text;
    }
  }

  static class Outer extends Parent implements Named {
    @Delegate private final Inner inner = new Inner();

    String of(Object other) {
      return "object-" + other;
    }

    String inside() {
      return name();
    }
  }

  static class Listed extends Parent {
    @Delegate private final List<String> list = new ArrayList<>(List.of("a", "b"));
  }

  static class Below extends Outer {
    String own() {
      return name() + kept();
    }
  }

  static String size() {
    return "around";
  }

  interface Sized {
    int size();
  }

  static class Three implements Sized {
    @Override
    public int size() {
      return 3;
    }

    public String more() {
      return "not delegated";
    }
  }

  static String more() {
    return "more";
  }

  static class Around {
    @Delegate(types = Sized.class)
    private final Three three = new Three();

    String inside() {
      return size() + more();
    }
  }

  static void build(StreamsBuilder builder) {
    Outer outer = new Outer();
    count(builder, outer.name());
    count(builder, outer.of("x"));
    count(builder, outer.of(1));
    count(builder, "in-" + outer.inside());
    count(builder, outer.kept());
    Named named = outer;
    count(builder, "as-" + named.name());
    count(builder, "size-" + new Listed().size());
    count(builder, "own-" + new Below().own());
    count(builder, "around-" + new Around().inside());
  }

  private static void count(StreamsBuilder builder, Object name) {
    builder.stream("in").groupByKey().count(Materialized.as("n-" + name));
  }
}
