package names.qualified;

import static java.lang.Integer.MAX_VALUE;
import static java.lang.Math.PI;
import static java.lang.Math.max;
import static java.util.stream.Collectors.*;
import static names.qualified.Constants.*;
import static names.qualified.Other.HELPED;
import static names.qualified.Other.Nested;
import static names.qualified.Other.help;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Names: fields and classes by every way to write them, and static imports. */
public class App {
  static String name = "static";
  String own = "field";
  static final Map<String, Integer> SIZES = Map.of("a", 1);

  class Inner {
    String own = "inner";
    String all() { return own + this.own + App.this.own + name + App.name + Inner.this.own; }
    class Deep {
      String own = "deep";
      String all() { return own + Inner.this.own + App.this.own; }
    }
  }

  static class Parent { static String name = "parentStatic"; String own = "parent"; String told() { return "told" + own; } }
  static class Child extends Parent {
    String own = "child";
    String all() { return own + super.own + ((Parent) this).own + super.told() + name + Parent.name; }
    @Override String told() { return "childTold"; }
    class Asks { String ask() { return Child.super.told() + Child.this.told(); } }
  }

  interface Greets { default String greet() { return "hello"; } static String shout() { return "HELLO"; } }
  interface Waves { default String greet() { return "wave"; } }
  static class Both implements Greets, Waves { public String greet() { return Greets.super.greet() + Waves.super.greet() + Greets.shout(); } }

  static void say(StreamsBuilder builder, Object what) {
    builder.stream("in").groupByKey().count(Materialized.as(("n" + what).replace("\n", "N").replaceAll("[^a-zA-Z0-9._-]", "_")));
  }

  static void build(StreamsBuilder builder) {
    App app = new App();
    Inner inner = app.new Inner();
    say(builder, inner.all() + inner.new Deep().all());
    say(builder, new Child().all() + new Child().new Asks().ask() + ((Parent) new Child()).told());
    say(builder, new Both().greet() + names.qualified.App.name + names.qualified.Other.HELPED + java.util.List.of(1).size());
    say(builder, max(1, 2) + "" + MAX_VALUE + (PI > 3));
    say(builder, HELPED + help("x") + new Nested().value + FIRST + second() + Other.Nested.COUNT);
    String name = "local";
    say(builder, name + App.name + app.own + SIZES.get("a") + App.SIZES.size());
    java.util.Map<String, java.util.List<Integer>> long_ = new java.util.TreeMap<>();
    long_.put("k", new java.util.ArrayList<>(List.of(1)));
    say(builder, long_ + "" + new names.qualified.Other().toString() + Other.self().chained().chained().count);
    int _under = 1, $dollar = 2;
    say(builder, _under + $dollar);
  }
}
