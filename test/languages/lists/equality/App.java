package lists.equality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedList;
import java.util.List;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Lists are equal by their elements, whatever their class. */
public class App {
  static void build(StreamsBuilder builder) {
    List<Integer> a = new ArrayList<>(List.of(1, 2));
    List<Integer> b = new LinkedList<>(Arrays.asList(1, 2));
    builder.stream("in").groupByKey().count(Materialized.as("e" + a.equals(b) + (a == b) + a.contains(2) + a.containsAll(List.of(2, 1)) + a.indexOf(3)));
    builder.stream("in").groupByKey().count(Materialized.as("h" + a.hashCode() + (a.hashCode() == b.hashCode())));
  }
}
