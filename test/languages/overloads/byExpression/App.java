package overloads.byExpression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Which overload is meant by expressions of every kind. */
public class App {
  static String f(int x) { return "int"; }
  static String f(long x) { return "long"; }
  static String f(double x) { return "double"; }
  static String f(char x) { return "char"; }
  static String f(boolean x) { return "boolean"; }
  static String f(Integer x) { return "Integer"; }
  static String f(String x) { return "String"; }
  static String f(Object x) { return "Object"; }
  static String f(int[] x) { return "ints"; }
  static String f(List<?> x) { return "List"; }
  static String f(Class<?> x) { return "Class"; }

  static int count;
  int field = 1;
  final long wide = 2;
  static final byte SMALL = 3;

  static int i() { return 1; }
  static long made() { return 1; }
  static <T> T same(T x) { return x; }
  String own() { return f(this) + f(this.field) + f(wide) + f(App.this.wide); }

  enum Color { RED, GREEN }

  static void say(StreamsBuilder builder, Object what) {
    builder.stream("in").groupByKey().count(Materialized.as(("n" + what).replace("\n", "N").replaceAll("[^a-zA-Z0-9._-]", "_")));
  }

  static void build(StreamsBuilder builder) {
    int i = 1;
    short s = 2;
    byte b = 3;
    char c = 'c';
    long l = 4;
    float fl = 5;
    Integer box = 6;
    Character charBox = 'd';
    Long longBox = 7L;
    Object o = "text";
    int[] array = {1};
    long[][] deep = {{1}};
    String[] texts = {"a"};
    List<Integer> list = new ArrayList<>(List.of(1, 2));
    Map<String, Long> map = new TreeMap<>(Map.of("a", 1L));
    var inferred = 'v';
    var text = "v" + 1;
    say(builder, f(i) + f(s) + f(b) + f(c) + f(l) + f(fl) + f(box) + f(charBox) + f(longBox) + f(o));
    say(builder, f(i++) + f(-i) + f(~b) + f(!true) + f(+c) + f(c + 1) + f(i + l) + f(i * 1.5) + f(c++) + f(--l));
    say(builder, f(array) + f(array[0]) + f(array.length) + f(deep[0]) + f(deep[0][0]) + f(texts) + f(texts[0]));
    say(builder, f("a" + 1) + f(i > 1) + f(i == 1 && true) + f(o instanceof String) + f((String) o) + f((Object) "x") + f((int) l) + f((byte) 1));
    say(builder, f(true ? 1 : 2L) + f(true ? 1 : 'a') + f(true ? c : i) + f(true ? "a" : "b") + f(true ? box : 1) + f(true ? null : "x") + f(true ? null : 1) + f(i > 0 ? b : s));
    say(builder, f(i = 3) + f(l += 1) + f(c += 1) + f(s <<= 1) + f(i << 1L) + f(l >>> 1) + f(i & 3) + f(true ^ false) + f(l | i));
    say(builder, f(list) + f(list.get(0)) + f(list.size()) + f(list.isEmpty()) + f(list.subList(0, 1)) + f(map.get("a")) + f(map.keySet()) + f(map.entrySet().iterator().next().getKey()));
    say(builder, f("abc".charAt(0)) + f("abc".length()) + f("abc".substring(1)) + f(new StringBuilder("a")) + f(new StringBuilder("a").append("b").toString()) + f("a".equals("b")));
    say(builder, f(Math.max(1, 2)) + f(Math.max(1, 2L)) + f(Math.abs(1.5f)) + f(Math.sqrt(4)) + f(Integer.parseInt("1")) + f(Integer.valueOf(1)) + f(Long.parseLong("1")) + f(Math.floorMod(5L, 3)));
    say(builder, f(inferred) + f(text) + f(SMALL) + f(App.SMALL) + f(count) + f(new App().field) + f(new App().wide) + f(new int[] {1}) + f(new App()) + f(new ArrayList<String>()));
    say(builder, f(switch (i) { case 3 -> 'x'; default -> 'y'; }) + f(switch (i) { case 3 -> 1; default -> 2.0; }) + f(switch (i) { case 3: yield "x"; default: yield "y"; }));
    say(builder, new App().own());
    say(builder, f(made()) + f(App.made()) + f(Color.RED.ordinal()) + f(true ? b : 100));
  }
}
