package objects.generated;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** What records, enums and plain objects have without writing it. */
public class App {
  enum Level { LOW, MIDDLE, HIGH; Level next() { return values()[(ordinal() + 1) % values().length]; } }
  record Point(int x, double y, String name, int[] cells) {
    static Point origin() { return new Point(0, 0, "o", null); }
    Point { if (name == null) name = "none"; }
    Point(int x) { this(x, 1.5, null, new int[0]); }
    int twice() { return x * 2; }
  }
  record Pair<A, B>(A first, B second) { <C> Pair<A, C> with(C other) { return new Pair<>(first, other); } }
  record Empty() {}
  static class Plain { int v = 1; }
  static class Equal {
    final int v;
    Equal(int v) { this.v = v; }
    @Override public boolean equals(Object o) { return o instanceof Equal e && e.v == v; }
    @Override public int hashCode() { return Objects.hash(v); }
  }

  static void say(StreamsBuilder builder, Object what) {
    builder.stream("in").groupByKey().count(Materialized.as(("n" + what).replace("\n", "N").replaceAll("[^a-zA-Z0-9._-]", "_")));
  }

  static void build(StreamsBuilder builder) {
    say(builder, Level.LOW + "" + Level.valueOf("HIGH") + Level.MIDDLE.ordinal() + Level.HIGH.name() + Level.LOW.compareTo(Level.HIGH) + Level.HIGH.next() + Level.values().length + Level.LOW.equals(Level.LOW) + (Level.LOW == Level.valueOf("LOW")) + Level.MIDDLE.toString().length());
    say(builder, Arrays.toString(Level.values()) + List.of(Level.values()).indexOf(Level.HIGH) + Level.LOW.getDeclaringClass().getSimpleName());
    try {
      Level.valueOf("NONE");
    } catch (IllegalArgumentException e) {
      say(builder, "noSuchLevel" + e.getMessage());
    }
    say(builder, new Point(1, 2, "p", null));
    say(builder, new Point(7).twice() + new Point(7).name() + new Point(7).y() + Point.origin().x() + new Point(3).cells().length);
    say(builder, new Pair<>("a", 1) + "" + new Pair<>("a", 1).with("b") + new Pair<>(null, List.of(1)) + new Empty());
    say(builder, new Pair<>("a", 1).equals(new Pair<>("a", 1)) + "" + new Pair<>("a", 1).equals(new Pair<>("a", 2)) + new Pair<>("a", 1).equals("a") + new Pair<>("a", 1).equals(null) + new Empty().equals(new Empty()) + new Pair<>(1.0, 'c').hashCode() + new Empty().hashCode());
    Plain plain = new Plain();
    Plain other = new Plain();
    say(builder, plain.equals(other) + "" + plain.equals(plain) + (plain == other) + (plain.hashCode() == plain.hashCode()) + plain.equals(null) + Objects.equals(plain, plain));
    say(builder, new Equal(1).equals(new Equal(1)) + "" + new Equal(1).equals(new Equal(2)) + (new Equal(1) == new Equal(1)) + new Equal(5).hashCode() + List.of(new Equal(1)).contains(new Equal(1)) + List.of(new Equal(3), new Equal(4)).indexOf(new Equal(4)));
    Object asObject = Level.LOW;
    say(builder, asObject.equals(Level.LOW) + "" + (asObject instanceof Level) + (asObject instanceof Comparable) + (asObject instanceof Enum) + ((Object) new Point(1) instanceof Record));
  }
}
