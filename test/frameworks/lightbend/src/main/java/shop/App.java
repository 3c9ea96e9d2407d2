package shop;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Materialized;

import java.util.Properties;

public class App {
  private final Config config;

  public App(Config config) {
    this.config = config;
  }

  public Topology topology() {
    StreamsBuilder builder = new StreamsBuilder();
    Config stores = config.getConfig("shop.stores");
    count(builder, stores.getString("orders"));
    count(builder, config.getString("shop.stores.customers").replace(' ', '-'));
    count(builder, stores.getString("payments") + stores.getInt("sizes.small") + stores.getConfig("sizes").getInt("large"));
    count(builder, stores.getString("returns") + config.getString("shop.timeout"));
    if (config.getBoolean("shop.kept.isAudited")) count(builder, config.getString("shop.kept.audit"));
    return builder.build(properties());
  }

  public Properties properties() {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, config.getString("application.id"));
    return properties;
  }

  private static void count(StreamsBuilder builder, String name) {
    builder.stream("to-" + name).groupByKey().count(Materialized.as(name));
  }

  public static void main(String[] args) {
    App app = new App(ConfigFactory.load());
    KafkaStreams streams = new KafkaStreams(app.topology(), app.properties());
    streams.start();
  }
}
