package shop;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.KTable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Several methods build on one builder, some on what others give. */
@Configuration
public class Streams {
  @Bean
  public KTable<String, Long> zeroth(KStream<String, String> third) {
    return third.selectKey((k, v) -> v).groupByKey().count();
  }

  @Bean
  public KStream<String, String> first(StreamsBuilder builder) {
    KStream<String, String> orders = builder.stream("orders");
    orders.groupByKey().count();
    return orders;
  }

  @Bean
  public KTable<String, String> alsoFirst(StreamsBuilder streams) {
    return streams.table("customers");
  }

  @Bean
  public KStream<String, String> third(StreamsBuilder builder, KTable<String, String> alsoFirst) {
    KStream<String, String> clicks = builder.stream("clicks");
    return clicks.map((k, v) -> org.apache.kafka.streams.KeyValue.pair(v, k)).join(alsoFirst, (a, b) -> a + b);
  }

  @Bean
  public KTable<String, Long> last(StreamsBuilder any, KStream<String, String> first) {
    any.<String, String>stream("payments").groupByKey().count();
    return first.groupBy((k, v) -> v).count();
  }
}
