package overloads.mostSpecific;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedList;
import java.util.List;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** The most specific of those that fit. */
public class App {
  static String f(Collection<?> c) {
    return "collection";
  }

  static String f(List<?> c) {
    return "list";
  }

  static String f(Iterable<?> c) {
    return "iterable";
  }

  static void build(StreamsBuilder builder) {
    List<String> list = new ArrayList<>();
    Collection<String> collection = list;
    builder.stream("in").groupByKey().count(Materialized.as("a" + f(list)));
    builder.stream("in").groupByKey().count(Materialized.as("b" + f(collection)));
    builder.stream("in").groupByKey().count(Materialized.as("c" + f(new ArrayDeque<String>())));
    builder.stream("in").groupByKey().count(Materialized.as("d" + f(new LinkedList<String>())));
  }
}
