package names.paths;

import static java.lang.Math.PI;
import static java.lang.Math.max;
import static java.util.stream.Collectors.joining;
import static names.paths.Names.Deep.Level;
import static names.paths.Names.Deep.Level.HIGH;
import static names.paths.Names.*;
import static org.apache.kafka.streams.StreamsConfig.APPLICATION_ID_CONFIG;

import java.util.Map;
import java.util.stream.Stream;
import names.paths.deep.Far;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Materialized;

/** A name leads to a variable before it leads to a class, and a path begins where its first name leads (JLS 6.4.2, 6.5). */
public class App {
  static class Box {
    String value = "boxed";
    static String shared = "shared";
    Box next;
  }

  static Box box = new Box();

  static String local() {
    Box Names = new Box();
    Names.value = "variable";
    return Names.value + Names.shared;
  }

  static void build(StreamsBuilder builder) {
    box.next = new Box();
    box.next.value = "next";
    KeyValue<String, Integer> pair = KeyValue.pair("key", 5);
    KeyValue<String, Map.Entry<String, Integer>> nested = new KeyValue<>("outer", Map.entry("inner", 6));
    String[] all = {
      PLAIN,
      made,
      next(),
      next("p"),
      names.paths.Names.PLAIN + names.paths.Names.made,
      names.paths.Names.next("q"),
      Names.Deep.NAME,
      names.paths.Names.Deep.NAME + Names.Deep.ONE.own,
      Names.Deep.all[1] + Names.Deep.all.length,
      Names.Deep.Level.LOW + "" + HIGH + Level.valueOf("LOW").ordinal() + Level.values().length,
      Far.PLAIN + Far.made + Far.KEPT + Far.SIZE,
      Far.FAR.all(),
      new names.paths.deep.Far().held.own,
      names.paths.deep.Far.FAR.held.own + Far.FAR.next("far"),
      pair.key + pair.value,
      nested.key + nested.value.getKey() + nested.value.getValue(),
      box.value + box.next.value + App.box.next.value + names.paths.App.box.value,
      Box.shared + App.Box.shared + box.shared,
      local(),
      "m" + max(3, 4) + (int) PI,
      Stream.of("a", "b").collect(joining("-")),
      APPLICATION_ID_CONFIG + StreamsConfig.APPLICATION_ID_CONFIG.length() + org.apache.kafka.streams.StreamsConfig.CLIENT_ID_CONFIG,
      java.util.Map.Entry.comparingByKey() == null ? "null" : "entry",
      java.lang.Integer.MAX_VALUE + "" + Integer.MIN_VALUE + java.util.List.of("l").get(0),
    };
    for (int i = 0; i < all.length; i++) builder.stream("in").groupByKey().count(Materialized.as("s" + i + "-" + all[i]));
  }
}
