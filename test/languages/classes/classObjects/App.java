package classes.classObjects;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Class objects: names of every kind of class, and what they say of values. */
public class App {
  enum Color { RED { String tone() { return "warm"; } }, BLUE; String tone() { return "cold"; } }
  record Point(int x, int y) {}
  interface Shape {}
  @interface Mark {}
  static class Inner implements Shape { class Deep {} }
  static <T> String nameOf(Class<T> type) { return type.getSimpleName(); }

  static void say(StreamsBuilder builder, Object what) {
    builder.stream("in").groupByKey().count(Materialized.as(("n" + what).replace("\n", "N").replaceAll("[^a-zA-Z0-9._-]", "_")));
  }

  static void build(StreamsBuilder builder) {
    class Local {}
    Object text = "x";
    Object anonymous = new Object() {};
    say(builder, App.class.getName() + App.class.getSimpleName() + App.class.getTypeName());
    say(builder, Inner.class.getName() + "-" + Inner.class.getSimpleName() + "-" + Inner.Deep.class.getName() + "-" + Inner.Deep.class.getSimpleName());
    say(builder, String.class.getName() + "-" + Map.Entry.class.getName() + "-" + Map.Entry.class.getSimpleName() + "-" + List.class.getSimpleName() + "-" + int.class.getName() + "-" + void.class.getSimpleName());
    say(builder, Local.class.getSimpleName() + "-" + new Local().getClass().getSimpleName() + "-" + anonymous.getClass().getSimpleName() + ".");
    say(builder, text.getClass().getName() + "-" + Integer.valueOf(1).getClass().getSimpleName() + "-" + Boolean.TRUE.getClass().getSimpleName() + "-" + Character.valueOf('c').getClass().getSimpleName() + "-" + Long.valueOf(1).getClass().getName());
    say(builder, new Inner().getClass().getSimpleName() + "-" + Color.BLUE.getClass().getSimpleName() + "-" + new Point(1, 2).getClass().getSimpleName() + "-" + new App().getClass().getName());
    say(builder, String[].class.getSimpleName() + "-" + int[][].class.getSimpleName() + "-" + Inner[].class.getSimpleName());
    say(builder, Color.class.isEnum() + "" + Point.class.isRecord() + Shape.class.isInterface() + Inner.class.isInterface() + App.class.isEnum() + Mark.class.isInterface() + Point.class.isEnum());
    say(builder, String.class.isInstance("x") + "" + String.class.isInstance(1) + Shape.class.isInstance(new Inner()) + Number.class.isInstance(1) + Inner.class.isInstance(null) + Point.class.isInstance(new Point(1, 2)));
    say(builder, (text.getClass() == String.class) + "" + (new Inner().getClass() == Inner.class) + (Color.RED.getClass() == Color.class) + (Color.RED.getDeclaringClass() == Color.class));
    say(builder, String.class.cast(text).length() + nameOf(Point.class) + nameOf(Integer.class) );
    Map<Class<?>, String> byClass = new HashMap<>();
    byClass.put(String.class, "text");
    byClass.put(Inner.class, "inner");
    say(builder, byClass.get(text.getClass()) + byClass.get(new Inner().getClass()) + byClass.get(App.class) + byClass.size());
  }
}
