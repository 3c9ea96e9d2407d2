package patterns.instanceOf;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** A pattern binds where it matches, also after a negated test that returns (JLS 6.3.1). */
public class App {
  record Click(String page) {}

  static String kind(Object o) {
    if (o instanceof Click click && click.page().length() > 3) {
      return "click-" + click.page();
    }
    if (!(o instanceof Number number)) {
      return "none-" + o.getClass().getSimpleName();
    }
    return "n" + number.intValue();
  }

  static void build(StreamsBuilder builder) {
    for (Object o : new Object[] {new Click("home"), new Click("a"), 42, 2.9, "text", 'c'}) {
      builder.stream("in").groupByKey().count(Materialized.as(kind(o)));
    }
  }
}
