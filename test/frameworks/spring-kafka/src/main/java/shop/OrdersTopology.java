package shop;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

@Component
public class OrdersTopology {
  private final Stores stores;
  private final Names names;
  private final Labels labels;
  private final Derived derived;
  private final String topic;
  private Listed listed;

  public OrdersTopology(Stores stores, Names names, Labels labels, Derived derived, @Value("${shop.topic}") String topic) {
    this.stores = stores;
    this.names = names;
    this.labels = labels;
    this.derived = derived;
    this.topic = topic;
  }

  @Autowired
  public void setListed(Listed listed) {
    this.listed = listed;
  }

  @Autowired
  void build(StreamsBuilder builder) {
    KStream<String, String> orders = builder.stream(topic);
    count(orders, derived.name());
    count(orders, stores.names().get(1));
    count(orders, stores.byKind().get("slow"));
    count(orders, stores.nested().prefix() + stores.nested().parts().get(0).size() + stores.nested().parts().get(1).size());
    count(orders, stores.grid().get(1).get(0));
    count(orders, stores.kinds().name());
    count(orders, "tags" + stores.tags().size());
    count(orders, stores.missing() == null ? "null" : "array");
    count(orders, stores.other());
    count(orders, names.of("x"));
    count(orders, labels.of("y"));
    count(orders, listed.getTopic() + listed.getAbsent());
    for (Listed.Entry entry : listed.getListed()) builder.stream(entry.getTopic()).groupByKey().count(Materialized.as(entry.getStore()));
  }

  private static void count(KStream<String, String> stream, String name) {
    stream.groupByKey().count(Materialized.as(name));
  }
}
