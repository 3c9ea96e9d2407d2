package overloads.boxesAndVariables;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Phases: without boxing, with it, with a variable number of arguments; type variables and their bounds. */
public class App {
  static String a(long x) { return "long"; }
  static String a(Integer x) { return "Integer"; }
  static String a(int... x) { return "ints" + x.length; }
  static String b(Object x) { return "Object"; }
  static String b(Object... x) { return "Objects" + x.length; }
  static String c(Number x) { return "Number"; }
  static String c(Comparable<?> x) { return "Comparable"; }
  static <T extends Number> String d(T x) { return "T-Number"; }
  static <T extends CharSequence> String d(T x) { return "T-Text"; }
  static String e(Serializable x) { return "Serializable"; }
  static String e(Object x) { return "Object"; }
  static String g(double x) { return "double"; }
  static String g(Object x) { return "Object"; }
  static <T> String h(T x, List<T> y) { return "one"; }
  static <T> String h(Object x, Collection<?> y) { return "any"; }
  static String k(String format, Object... rest) { return format + rest.length; }
  static String k(String format, Throwable t) { return "thrown"; }
  static String m(char... x) { return "chars" + x.length; }
  static String m(String x, char... y) { return "text" + y.length; }

  static class Box<T extends Comparable<T>> {
    final T held;
    Box(T held) { this.held = held; }
    String of(T other) { return "T" + held.compareTo(other); }
    String of(Object other) { return "Object"; }
    T get() { return held; }
  }

  static class TextBox extends Box<String> {
    TextBox(String s) { super(s); }
    String twice() { return of(held) + of((Object) held); }
  }

  static void say(StreamsBuilder builder, Object what) {
    builder.stream("in").groupByKey().count(Materialized.as(("n" + what).replace("\n", "N").replaceAll("[^a-zA-Z0-9._-]", "_")));
  }

  static void build(StreamsBuilder builder) {
    byte small = 1;
    say(builder, a(1) + a(small) + a('c') + a(Integer.valueOf(1)) + a(1, 2) + a() + a(new int[3]));
    say(builder, b(1) + b("x") + b(1, 2) + b() + b(new Object[] {1, 2, 3}) + b(new int[] {1}) + b((Object) new Object[2]));
    say(builder, c((Number) 1) + c("x") + c('x'));
    say(builder, d(1) + d("x") + d(new StringBuilder()));
    say(builder, e("x") + e(1) + e(new Object()) + e(new int[0]) + e(new ArrayList<String>()));
    say(builder, g(1) + g('c') + g(1L) + g(1f) + g(Integer.valueOf(1)) + g(true));
    say(builder, h("x", List.of("y")) + h(1, new ArrayList<Integer>()));
    say(builder, k("f") + k("f", 1) + k("f", 1, 2) + k("f", new RuntimeException()) + k("f", (Object) null) + k("f", new String[] {"a", "b"}));
    say(builder, m() + m('a', 'b') + m("x") + m("x", 'y') + m(new char[5]));
    Box<Integer> box = new Box<>(5);
    say(builder, box.of(3) + box.of("x") + b(box.get()) + a(box.get()) + new TextBox("q").twice() + new TextBox("q").get().length());
  }
}
