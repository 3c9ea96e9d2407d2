package literals.underscores;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Several underscores in a row stand in a number as one does; in names and texts each counts. */
public class App {
  static final String a__1 = "a__1", a1__0 = "a1__0";

  static void build(StreamsBuilder builder) {
    say(builder, 1__0);
    say(builder, 0x1__F + "-" + 0_7___7 + "-" + 0b1__0);
    say(builder, 1__0L + "-" + 1_0.5__0 + "-" + 1__0e1__0 + "-" + 0xF__FL);
    say(builder, a__1 + a1__0 + "1__0" + '_' + '_' /* 1__0 */ + 2);
  }

  private static void say(StreamsBuilder builder, Object what) {
    builder.stream("in").groupByKey().count(Materialized.as(("n" + what).replaceAll("[^a-zA-Z0-9._-]", "_")));
  }
}
