package regex.quoting;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** What replaceAll takes for special in the replacement. */
public class App {
  static void build(StreamsBuilder builder) {
    builder.stream("in").groupByKey().count(Materialized.as("a1".replaceAll("[0-9]", Matcher.quoteReplacement("$")).replace('$', '-')));
    builder.stream("in").groupByKey().count(Materialized.as("a.b".replaceAll(Pattern.quote("."), "_")));
    builder.stream("in").groupByKey().count(Materialized.as("tEsT".replaceAll("(?i)t", "0")));
  }
}
