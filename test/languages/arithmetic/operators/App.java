package arithmetic.operators;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Operators between every pair of number types. */
public class App {
  static String all(byte b, short s, char c, int i, long l, float f, double d) {
    return "" + (b + s) + (c + b) + (i * l) + (l - f) + (f / d) + (d % 3) + (b << 3) + (l >> 1) + (c >>> 1) + (i & c) + (l | b) + (s ^ i) + (-b) + (~s) + (+c) + (-f);
  }
  static String compare(int a, long b, double c, char d) { return "" + (a < b) + (a > c) + (b <= c) + (d >= a) + (a == b) + (c != d) + (a == c); }

  static void say(StreamsBuilder builder, Object what) {
    builder.stream("in").groupByKey().count(Materialized.as(("n" + what).replace("\n", "N").replaceAll("[^a-zA-Z0-9._-]", "_")));
  }

  static void build(StreamsBuilder builder) {
    say(builder, all((byte) 5, (short) 300, 'a', 7, 9L, 2.5f, 4.5));
    say(builder, compare(97, 97L, 97.0, 'a') + compare(1, 2L, 3.5, 'b') + compare(-1, -2L, -3.0, 'c'));
    int i = 10; long l = 3; double d = 2.5; byte b = 1; char c = 'a'; float f = 1.5f; short s = 4;
    i += 2.7; i -= 'a'; i *= 2L; i /= 3; i %= 7; b += 300; b >>= 1; c += 1; c -= 0.5; l <<= 40; l >>>= 3; d -= 1; d *= f; f += i; s *= 1000; s |= 1; s ^= 0xFF; s &= 0x7F;
    say(builder, i + "_" + l + "_" + d + "_" + b + "_" + c + "_" + f + "_" + s);
    say(builder, 7 / 2 + "_" + -7 / 2 + "_" + 7 % -3 + "_" + -7 % 3 + "_" + 7.0 / 2 + "_" + 1 / 3.0f + "_" + 5 / 2 * 2.0 + "_" + 1.0 / 0 + "_" + -1 / 0.0 + "_" + 0.0 / 0);
    say(builder, (1 << 31) + "_" + (1 << 32) + "_" + (1L << 63) + "_" + (-1 >>> 28) + "_" + (-1L >>> 60) + "_" + (-9 >> 2) + "_" + (5 << -1));
    say(builder, Integer.MAX_VALUE + 1 + "_" + (Long.MIN_VALUE - 1) + "_" + Integer.MIN_VALUE / -1 + "_" + Math.abs(Integer.MIN_VALUE) + "_" + (byte) (127 + 1) + "_" + (char) ('a' + 1) + "_" + (short) 32768);
    boolean t = true, u = false;
    t &= u; u |= true; t ^= u;
    say(builder, t + "" + u + (t & u) + (t | u) + (t ^ u) + (t && !u) + (t || u) + (t == u) + (t != u));
    Integer x = 127, y = 127, v = 128, w = 128; Long z = 127L; Character k = 'k';
    say(builder, (x == y) + "" + v.equals(w) + (v == 128) + (x + y) + z.equals(127) + (k == 'k') + (k + 1) + (x < v) + x++ + ++x + -x);
  }
}
