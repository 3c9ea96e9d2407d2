package shop;

import io.micronaut.configuration.kafka.streams.ConfiguredStreamBuilder;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;

@Factory
public class OrdersStream {
  @Property(name = "shop.topic")
  String topic;

  @Property(name = "shop.unset", defaultValue = "unset")
  String unset;

  @Value("${shop.empty:default}")
  String empty;

  @Value("${shop.names:none}")
  String names;

  @Singleton
  KStream<String, String> orders(ConfiguredStreamBuilder builder, Stores stores, @Value("${shop.version}") String version) {
    KStream<String, String> orders = builder.stream(topic);
    count(orders, version + "-" + unset + "-" + names.replace(',', '-'));
    count(orders, "empty-" + empty);
    count(orders, stores.getFirstName() + "-" + stores.getSecond());
    count(orders, stores.getByKind().get("fast"));
    count(orders, stores.getList().get(1));
    orders.groupBy((key, value) -> value).count();
    return orders;
  }

  private static void count(KStream<String, String> stream, String name) {
    stream.groupByKey().count(Materialized.as(name));
  }
}
