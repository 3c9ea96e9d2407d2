package regex.matcher;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** find goes on from match to match. */
public class App {
  static void build(StreamsBuilder builder) {
    Matcher m = Pattern.compile("([a-z]+)(\\d+)").matcher("ab12cd3");
    while (m.find()) {
      builder.stream("in").groupByKey().count(Materialized.as(m.group(1) + "." + m.group(2) + "." + m.start()));
    }
    builder.stream("in").groupByKey().count(Materialized.as("m" + Pattern.matches("[a-z]{3}", "abc") + "v1.2".matches("v\\d+")));
  }
}
