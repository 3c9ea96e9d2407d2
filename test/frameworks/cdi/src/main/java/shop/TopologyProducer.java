package shop;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.eclipse.microprofile.config.inject.ConfigProperty;

@ApplicationScoped
public class TopologyProducer {
  @Inject
  @ConfigProperty(name = "shop.topic")
  String topic;

  @ConfigProperty(name = "shop.unset", defaultValue = "unset")
  @Inject
  String unset;

  @Inject Stores stores;
  @Inject Names names;

  @Produces
  @ApplicationScoped
  public Topology topology() {
    StreamsBuilder builder = new StreamsBuilder();
    KStream<String, String> orders = builder.stream(topic);
    count(orders, unset);
    count(orders, names.made());
    count(orders, stores.firstName() + "-" + stores.other() + "-" + stores.inner().both());
    count(orders, stores.byKind().get("fast"));
    count(orders, stores.listed().get(1) + stores.absent().orElse("-absent") + stores.nobody().isPresent());
    for (Stores.Part part : stores.parts()) count(orders, part.name() + part.size());
    return builder.build();
  }

  private static void count(KStream<String, String> stream, String name) {
    stream.groupByKey().count(Materialized.as(name));
  }
}
