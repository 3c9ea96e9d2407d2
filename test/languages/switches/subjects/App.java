package switches.subjects;

import java.util.List;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Switches on every kind of subject, with every kind of label. */
public class App {
  enum Day { MON, TUE, SUN }
  static final int ONE = 1;
  static final String KEY = "key";
  static String day(Day d) { return switch (d) { case MON, TUE -> "work" + d.ordinal(); case SUN -> "rest"; }; }
  static String text(String s) { switch (s) { case KEY: return "constant"; case "a" + "b": return "joined"; case "": return "empty"; default: return "other"; } }
  static String number(int n) { return switch (n) { case ONE -> "one"; case ONE + 1 -> "two"; case -1 -> "minus"; case 'a' -> "letter"; case Integer.MAX_VALUE -> "max"; default -> { if (n > 100) yield "large"; yield "small"; } }; }
  static String none(String s) { String r = "before"; switch (s) { case "x" -> r = "x"; } return r; }
  static int old(int n) { int r = 0; switch (n) { default: r += 1; case 1: r += 10; break; case 2: { r += 100; } case 3: r += 1000; } return r; }

  static void say(StreamsBuilder builder, Object what) {
    builder.stream("in").groupByKey().count(Materialized.as(("n" + what).replace("\n", "N").replaceAll("[^a-zA-Z0-9._-]", "_")));
  }

  static void build(StreamsBuilder builder) {
    say(builder, day(Day.MON) + day(Day.TUE) + day(Day.SUN));
    say(builder, text("key") + text("ab") + text("") + text("zzz"));
    say(builder, number(1) + number(2) + number(-1) + number(97) + number(Integer.MAX_VALUE) + number(500) + number(5));
    say(builder, none("x") + none("y") + old(0) + old(1) + old(2) + old(3));
    byte b = 2; short sh = 3; char c = 'q'; Integer boxed = 4; Character letter = 'z'; Byte small = 1;
    String r = "";
    switch (b) { case 2: r += "b"; }
    switch (sh) { case 3 -> r += "s"; }
    switch (c) { case 'q': r += "c"; break; }
    switch (boxed) { case 4 -> r += "I"; }
    switch (letter) { case 'z' -> r += "L"; default -> r += "?"; }
    switch (small) { case 1: r += "B"; }
    say(builder, r);
    try { day(null); } catch (NullPointerException e) { say(builder, "npe1"); }
    try { text(null); } catch (NullPointerException e) { say(builder, "npe2"); }
    for (int i = 0; i < 4; i++) { switch (i) { case 1: continue; case 2: break; default: r += i; } r += "e"; }
    say(builder, r);
    long total = 0;
    for (Day d : Day.values()) total += switch (d) { case MON -> 1L; case TUE -> { long t = 5; yield t * 2; } default -> 100; };
    say(builder, total);
  }
}
