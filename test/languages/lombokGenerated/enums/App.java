package lombokGenerated.enums;

import java.util.*;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;
import lombok.*;
import lombok.experimental.*;

/** Constants with fields. */
public class App {
  @Getter
  @RequiredArgsConstructor
  enum Topic {
    ORDERS("orders", 3),
    RETURNS("returns", 1);
  
    private final String title;
    private final int parts;
  }
  
  @AllArgsConstructor
  enum Store {
    FIRST("first");
  
    final String title;
  }

  static void build(StreamsBuilder builder) {
    for (Topic topic : Topic.values()) count(builder, topic.getTitle() + topic.getParts());
    count(builder, Store.FIRST.title);
  }

  private static void count(StreamsBuilder builder, Object name) {
    builder.stream("in").groupByKey().count(Materialized.as("n-" + name));
  }
}
