package lombokGenerated.utility;

import java.util.*;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;
import lombok.*;
import lombok.experimental.*;

/** A class of static members. */
public class App {
  @UtilityClass
  static class Names {
    private String prefix = "pre-";
    public final String SUFFIX = "-post";
  
    String store(String name) {
      return prefix + name + SUFFIX;
    }
  }

  static void build(StreamsBuilder builder) {
    count(builder, Names.store("x"));
    count(builder, Names.SUFFIX);
  }

  private static void count(StreamsBuilder builder, Object name) {
    builder.stream("in").groupByKey().count(Materialized.as("n-" + name));
  }
}
