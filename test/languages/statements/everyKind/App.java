package statements.everyKind;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Statements of every kind. */
public class App {
  static int calls;
  static int next() { return ++calls; }
  static String sum(int... xs) { int s = 0; for (int x : xs) s += x; return "s" + s; }
  static synchronized String locked(Object lock) { synchronized (lock) { return "locked"; } }
  static String early(int n) { if (n > 2) return "big"; else if (n == 2) { return "two"; } while (true) { if (n++ > 5) break; } return "n" + n; }
  static void nothing() { return; }
  { calls = 0; }
  static { calls = 10; }

  static void say(StreamsBuilder builder, Object what) {
    builder.stream("in").groupByKey().count(Materialized.as(("n" + what).replace("\n", "N").replaceAll("[^a-zA-Z0-9._-]", "_")));
  }

  static void build(StreamsBuilder builder) {
    ;
    { }
    assert calls > 100 : "never checked";
    int a = 1, b[] = {2, 3}, c;
    c = a + b[1];
    final var d = c;
    say(builder, "a" + a + b[0] + c + d);
    for (int i = 0, j = 10; i < j; i += 3, j--) c += i * j;
    for (; c > 100; ) c -= 50;
    for (int i = 0; ; i++) { if (i == 3) break; if (i == 1) continue; c += i; }
    say(builder, "c" + c);
    int w = 0;
    while (w < 5) w += 2;
    do { w *= 2; } while (w < 50);
    say(builder, "w" + w);
    outer:
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        if (j == 2) continue outer;
        if (i == 2) break outer;
        w += 1;
      }
    }
    block: { if (w > 0) break block; w = 0; }
    say(builder, "w" + w);
    switch (w % 4) {
      case 0:
      case 1: w = 100; break;
      case 2: w = 200;
      default: w += 1;
    }
    switch ("b" + 1) { case "b1" -> w++; case "b2" -> { w = 0; } default -> throw new IllegalStateException(); }
    switch (w) { }
    char grade = 'B';
    switch (grade) { case 'A', 'B' -> w += 1000; case 'C' -> w = 0; }
    Integer boxed = 5;
    switch (boxed) { case 5: w += 5; }
    say(builder, "w" + w);
    int yielded = switch (a) { case 1: { int t = 5; yield t * 2; } default: yield 0; };
    String nested = switch (yielded) { case 10 -> switch (a) { case 1 -> "one"; default -> "else"; }; default -> "none"; };
    say(builder, nested + yielded + locked("x") + early(1) + early(2) + early(3) + sum() + sum(1) + sum(1, 2));
    List<Integer> list = new ArrayList<>();
    for (Iterator<Integer> it = List.of(1, 2, 3).iterator(); it.hasNext(); ) { int x = it.next(); if (x != 2) list.add(x); }
    for (final Integer x : list) calls += x;
    for (char ch : "ab".toCharArray()) calls += ch;
    for (int[] row : new int[][] {{1}, {2, 3}}) calls += row.length;
    say(builder, list + "" + calls + next() + next());
    new App();
    say(builder, "calls" + calls);
    if (a == 1) if (b[0] == 3) c = 1; else c = 2;
    int x = 5; x += x++ * 2 + x; x -= -x; x ^= 3; x |= 64; x &= ~1; x >>>= 1; x >>= 1; x <<= 2; x %= 37; x /= 2;
    say(builder, "c" + c + "x" + x);
    nothing();
    try { c = 9; } finally { c++; }
    throwing: try { throw new RuntimeException("t"); } catch (final RuntimeException e) { c += e.getMessage().length(); break throwing; } finally { c *= 2; }
    say(builder, "c" + c);
    class Local { int v = 3; int twice() { return v * 2; } }
    record R(int q) {}
    enum E { P, Q }
    interface I { int f(int n); }
    I i = n -> n + 1;
    say(builder, new Local().twice() + new R(4).q() + E.Q.ordinal() + i.f(6));
  }
}
