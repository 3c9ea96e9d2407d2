package iterators.removing;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** An iterator removes what it gave last. */
public class App {
  static void build(StreamsBuilder builder) {
    List<String> list = new ArrayList<>(List.of("a", "bb", "cc", "d"));
    for (Iterator<String> it = list.iterator(); it.hasNext();) {
      if (it.next().length() == 2) {
        it.remove();
      }
    }
    builder.stream("in").groupByKey().count(Materialized.as(String.join("-", list)));
  }
}
