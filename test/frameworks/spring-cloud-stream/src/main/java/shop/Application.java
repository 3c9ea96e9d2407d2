package shop;

import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

@SpringBootApplication
public class Application {
  @Bean
  public Function<KStream<String, String>, KStream<String, Long>> totals() {
    return orders -> orders.selectKey((key, value) -> value).groupByKey().count(Materialized.as("totals")).toStream();
  }

  @Bean
  public BiFunction<KStream<String, String>, KTable<String, String>, KStream<String, String>> enrich() {
    return (orders, customers) -> orders.join(customers, (order, customer) -> order + customer);
  }

  @Bean
  public Consumer<KStream<String, String>> audit() {
    return stream -> stream.groupByKey().reduce((a, b) -> b);
  }
}
