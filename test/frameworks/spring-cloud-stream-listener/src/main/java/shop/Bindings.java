package shop;

import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.KTable;
import org.springframework.cloud.stream.annotation.Input;
import org.springframework.cloud.stream.annotation.Output;

public interface Bindings {
  String ENRICHED = "enriched-out";

  @Input("orders-in")
  KStream<String, String> orders();

  @Output("totals-out")
  KStream<String, Long> totals();

  @Input("more-orders-in")
  KStream<String, String> moreOrders();

  @Input("customers-in")
  KTable<String, String> customers();

  @Output(ENRICHED)
  KStream<String, String> enriched();

  @Input("audited")
  KStream<String, String> audited();
}
