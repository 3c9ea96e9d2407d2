package shop;

import org.apache.kafka.streams.kstream.KStream;
import org.springframework.cloud.stream.annotation.EnableBinding;
import org.springframework.cloud.stream.annotation.StreamListener;
import org.springframework.messaging.handler.annotation.SendTo;

@EnableBinding(Bindings.class)
public class Totals {
  @StreamListener("orders-in")
  @SendTo("totals-out")
  public KStream<String, Long> count(KStream<String, String> orders) {
    return orders.selectKey((key, value) -> value).groupByKey().count().toStream();
  }

  @StreamListener("audited")
  public void audit(KStream<String, String> stream) {
    stream.groupByKey().reduce((a, b) -> b);
  }
}
