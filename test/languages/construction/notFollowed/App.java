package construction.notFollowed;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** A collection of the JDK with a class body, and a reference to one of several constructors. */
public class App {
  static class Derived {
    String d = "field";
    Derived() { d += "none"; }
    Derived(int n) { d += n; }
    Derived(String... many) { d += many.length; }
  }

  static void say(StreamsBuilder builder, Object what) {
    builder.stream("in").groupByKey().count(Materialized.as(("n" + what).replace("\n", "N").replaceAll("[^a-zA-Z0-9._-]", "_")));
  }

  static void build(StreamsBuilder builder) {
    List<String> init = new ArrayList<String>() {{ add("double"); add("brace"); }};
    say(builder, init.size() + init.get(1));
    Supplier<Derived> constructor = Derived::new;
    Function<Integer, Derived> withNumber = Derived::new;
    say(builder, constructor.get().d + withNumber.apply(9).d);
  }
}
