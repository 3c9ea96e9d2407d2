package lambdas.captures;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** A lambda keeps the value that a local had, and the object that it refers to. */
public class App {
  static void build(StreamsBuilder builder) {
    List<Supplier<String>> later = new ArrayList<>();
    List<String> shared = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      int copy = i * 2;
      later.add(() -> "s" + copy + shared.size());
    }
    shared.add("x");
    for (Supplier<String> supplier : later) {
      builder.stream("in").groupByKey().count(Materialized.as(supplier.get()));
    }
  }
}
