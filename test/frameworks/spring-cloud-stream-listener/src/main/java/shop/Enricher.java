package shop;

import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.KTable;
import org.springframework.cloud.stream.annotation.Input;
import org.springframework.cloud.stream.annotation.StreamListener;
import org.springframework.messaging.handler.annotation.SendTo;
import org.springframework.stereotype.Component;

@Component
public class Enricher {
  @StreamListener
  @SendTo(Bindings.ENRICHED)
  public KStream<String, String> enrich(
      @Input("more-orders-in") KStream<String, String> orders,
      @Input("customers-in") KTable<String, String> customers) {
    return orders
        .join(customers, (order, customer) -> order + customer)
        .groupByKey()
        .reduce((a, b) -> b)
        .toStream();
  }
}
