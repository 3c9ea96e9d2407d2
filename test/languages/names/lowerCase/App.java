package names.lowerCase;

import names.lowerCase.Other.settings;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;

/** Classes may begin with a small letter: a class that is in scope comes before a package of the name (JLS 6.5.2). */
public class App {
  public enum inner {
    TOPICS;
    public final String grouped = "innerGrouped";
    public final String counted = "innerCounted";
  }

  static class names {
    static class part {
      static final String TEXT = "partText";
    }
  }

  static void say(StreamsBuilder builder, String topic, String what) {
    builder.stream(topic).groupByKey().count(Materialized.as(what));
  }

  static void build(StreamsBuilder builder) {
    builder.stream("in").groupBy((k, v) -> v, Grouped.as(inner.TOPICS.grouped)).count(Materialized.as(inner.TOPICS.counted));
    say(builder, "a", names.part.TEXT);
    say(builder, "b", settings.STORE.text + settings.valueOf("TOPIC").text);
    say(builder, "c", lower.name + lower.deeper.name);
    say(builder, "d", new lower().own);
  }
}

class lower {
  static final String name = "lowerName";
  String own = "lowerOwn";

  static class deeper {
    static String name = "deeperName";
  }
}
