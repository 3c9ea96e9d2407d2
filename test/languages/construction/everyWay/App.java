package construction.everyWay;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** How objects are made: initialisers, constructors, inner and anonymous classes, what runs when. */
public class App {
  static final List<String> log = new ArrayList<>();
  static String note(String s) { log.add(s); return s; }

  static class Base {
    final String a = note("baseField");
    String b;
    { note("baseBlock"); }
    Base() { this("default"); note("baseConstructor"); }
    Base(String b) { this.b = b; note("base" + b); hook(); }
    void hook() { note("baseHook"); }
  }

  static class Derived extends Base {
    String c = note("derivedField");
    String d;
    { d = c + "!"; }
    Derived() { super(); note("derived"); }
    Derived(int n) { super("n" + n); d += n; }
    Derived(String... many) { this(many.length); d += "m"; }
    @Override void hook() { note("hook" + c); }
  }

  static abstract class Shape {
    final int sides;
    Shape(int sides) { this.sides = sides; }
    abstract String name();
    String told() { return name() + sides; }
  }

  class Counter {
    int n = start;
    class Step { int by = n; int go() { n += by; start++; return n; } }
  }
  int start = 3;

  static class Generic<T> {
    private final List<T> held = new ArrayList<>();
    @SafeVarargs Generic(T... items) { for (T item : items) held.add(item); }
    T first() { return held.get(0); }
    static <U> Generic<U> of(U one) { return new Generic<>(one); }
  }

  static void say(StreamsBuilder builder, Object what) {
    builder.stream("in").groupByKey().count(Materialized.as(("n" + what).replace("\n", "N").replaceAll("[^a-zA-Z0-9._-]", "_")));
  }

  static void build(StreamsBuilder builder) {
    new Derived();
    say(builder, String.join(".", log));
    log.clear();
    say(builder, new Derived(5).d + new Derived("x", "y").d + log.size());
    Shape shape = new Shape(3) { int extra = sides + 1; String name() { return "tri" + extra; } };
    say(builder, shape.told() + shape.sides);
    App app = new App();
    App.Counter counter = app.new Counter();
    App.Counter.Step step = counter.new Step();
    say(builder, "" + step.go() + step.go() + counter.n + app.start);
    String captured = "cap";
    Supplier<Supplier<String>> made = () -> new Supplier<String>() { String own = captured + "!"; public String get() { return own + captured.length(); } };
    say(builder, made.get().get() + new Generic<>("g", "h").first() + Generic.of(7).first() + new Generic<Integer>().held.size());
    Object[] objects = {new Derived(1).d, new int[] {1, 2}.length, new String[2][3].length, new String("s")};
    say(builder, objects[0] + "" + objects[1] + objects[2] + objects[3]);
  }
}
