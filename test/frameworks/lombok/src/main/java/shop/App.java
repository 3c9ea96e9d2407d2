package shop;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Materialized;
import shop.settings.Stores;

public class App {
  public static Topology topology() {
    StreamsBuilder builder = new StreamsBuilder();
    Names names = new Names("orders", "refunds");
    count(builder, names.getOrders() + "-" + names.getRefunds() + names.getCount());
    count(builder, names.getM_orders());
    Stores stores = new Stores().m_name("name").other("set");
    count(builder, stores.m_name() + "-" + stores.other());
    Stores.Plain plain = new Stores.Plain();
    plain.setName("changed");
    count(builder, plain.getName());
    return builder.build();
  }

  private static void count(StreamsBuilder builder, String name) {
    builder.stream("in-" + name).groupByKey().count(Materialized.as(name));
  }
}
