package lookalikes.ownList;

import lookalikes.ownList.acme.List;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** A class named List of one's own is not the JDK's. */
public class App {
  static void build(StreamsBuilder builder) {
    List list = new List();
    list.add("a");
    list.add("b");
    builder.stream("in").groupByKey().count(Materialized.as("n" + list.size() + list.get(0)));
  }
}
