package expressions.casts;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Casts, instanceof, and conversions between every type. */
public class App {
  interface Shape {}
  static class Circle implements Shape { int r = 2; }
  static final class Square implements Shape { int side = 3; }
  static class Ring extends Circle { int inner = 1; }
  static String kind(Object o) {
    if (o instanceof Ring ring && ring.inner == 1) return "ring" + ring.r;
    if (o instanceof Circle c) return "circle" + c.r;
    if (!(o instanceof Square s)) return o instanceof String t ? "text" + t.length() : o instanceof Integer n && n > 5 ? "big" : o == null ? "null" : "other";
    return "square" + s.side;
  }

  static void say(StreamsBuilder builder, Object what) {
    builder.stream("in").groupByKey().count(Materialized.as(("n" + what).replace("\n", "N").replaceAll("[^a-zA-Z0-9._-]", "_")));
  }

  static void build(StreamsBuilder builder) {
    say(builder, kind(new Ring()) + kind(new Circle()) + kind(new Square()) + kind("abc") + kind(7) + kind(3) + kind(null) + kind(List.of()));
    Object o = 5;
    Object l = new ArrayList<>(List.of("x"));
    say(builder, (o instanceof Integer) + "" + (o instanceof Number) + (o instanceof Comparable) + (o instanceof Serializable) + (o instanceof String) + (o instanceof Long) + (l instanceof List) + (l instanceof Collection) + (l instanceof Iterable) + (l instanceof String) + (o instanceof Object) + (null instanceof Object));
    say(builder, ((Integer) o + 1) + "" + ((List<String>) l).get(0) + (int) o + (long) (int) o + ((Number) o).doubleValue() + ((Comparable<Integer>) o).compareTo(6));
    say(builder, (byte) 300 + "" + (char) 98 + (short) -70000 + (int) 3.99 + (long) -2.5 + (int) 1e20 + (float) 0.1 + (double) 1 + (int) 'z' + (int) (char) (byte) -1 + (byte) 'a' + (long) 1e30f);
    say(builder, (Object) 'c' instanceof Character ? "char" : "no");
    Shape shape = new Ring();
    Circle circle = (Circle) shape;
    say(builder, circle.r + ((Ring) shape).inner + kind((Shape) new Square()));
    Function<Integer, Integer> f = (Function<Integer, Integer> & Serializable) n -> n * 2;
    say(builder, "f" + f.apply(4));
    boolean both = o instanceof Integer n && n == 5 || l instanceof String;
    say(builder, both);
    while (!(o instanceof String s)) { o = "now"; }
    say(builder, s + s.length());
    try { Circle q = (Circle) (Object) new Square(); say(builder, "no2"); } catch (ClassCastException e) { say(builder, "cce2"); }
  }
}
