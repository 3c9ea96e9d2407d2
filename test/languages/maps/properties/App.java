package maps.properties;

import java.util.Properties;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Properties with defaults do not hold them. */
public class App {
  static void build(StreamsBuilder builder) {
    Properties defaults = new Properties();
    defaults.setProperty("name", "orders");
    Properties props = new Properties(defaults);
    props.setProperty("size", "5");
    builder.stream("in").groupByKey().count(Materialized.as(props.getProperty("name") + props.getProperty("none", "or") + props.size() + props.containsKey("name")));
  }
}
