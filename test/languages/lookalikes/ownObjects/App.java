package lookalikes.ownObjects;

import java.util.ArrayList;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** A method of one's own with the name of a JDK method, and a class that extends a JDK class. */
public class App {
  static class Shouting extends ArrayList<String> {
    @Override
    public boolean add(String s) {
      return super.add(s.toUpperCase());
    }

    @Override
    public int size() {
      return super.size() * 10;
    }
  }

  static void build(StreamsBuilder builder) {
    Shouting list = new Shouting();
    list.add("a");
    list.add("b");
    builder.stream("in").groupByKey().count(Materialized.as(list.get(0) + list.size()));
  }
}
