package arrays.asListWrites;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Arrays.asList is a view of the array: writing through it writes into the array, and its size is fixed. */
public class App {
  static void build(StreamsBuilder builder) {
    String[] array = {"a", "b", "c"};
    List<String> view = Arrays.asList(array);
    view.set(1, "thru");
    array[0] = "first";
    Collections.sort(view);
    builder.stream("in").groupByKey().count(Materialized.as(array[0] + array[1] + array[2]));
    builder.stream("in").groupByKey().count(Materialized.as(view.get(2)));
    String adding = "added";
    try {
      view.add("d");
    } catch (UnsupportedOperationException e) {
      adding = "fixed";
    }
    builder.stream("in").groupByKey().count(Materialized.as(adding));
  }
}
