package literals.everyKind;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Literals of every kind. */
public class App {

  static void say(StreamsBuilder builder, Object what) {
    builder.stream("in").groupByKey().count(Materialized.as(("n" + what).replace("\n", "N").replaceAll("[^a-zA-Z0-9._-]", "_")));
  }

  static void build(StreamsBuilder builder) {
    say(builder, 0x1F + 0b1010 + 017 + 1_000_000 + 0xFFFF_FFFFL + 0 + 00);
    say(builder, 1e3 + 1.5e-2 + .5 + 5. + 1f + 2d + 0x1p3 + 1.0e10f + 0x1.8p1);
    say(builder, "tab\tquote\"back\\slash\u0041\101\60" + '\'' + '\n' + '\u0042' + '\t' + "\s" + "\0".length());
    say(builder, """
        text block
          indented "quotes" \
        joined
        last\tone""");
    say(builder, """
        a\
        b   
        c\s
        """.length());
    say(builder, 'a' + 'b' + "" + 'c' + (char) 99 + (int) 'd' + true + null + 1L + 'x');
    say(builder, Long.MIN_VALUE + -9223372036854775808L + Integer.MIN_VALUE + -2147483648 + 0x80000000 + 0xFF + 0b11111111111111111111111111111111 + 037777777777);
    say(builder, "" + (byte) 0xFF + (short) 0x8000 + 0x7fff_ffff + 1e7 + 100f);
  }
}
