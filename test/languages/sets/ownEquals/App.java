package sets.ownEquals;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Classes are equal as their equals says, if their hash codes agree. */
public class App {
  static final class Id {
    private final String text;

    Id(String text) {
      this.text = text;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Id && ((Id) other).text.equalsIgnoreCase(text);
    }

    @Override
    public int hashCode() {
      return text.toLowerCase().hashCode();
    }
  }

  static void build(StreamsBuilder builder) {
    Set<Id> ids = new HashSet<>(Arrays.asList(new Id("a"), new Id("A"), new Id("b")));
    builder.stream("in").groupByKey().count(Materialized.as("n" + ids.size() + ids.contains(new Id("B"))));
  }
}
