package shop;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.springframework.context.annotation.Bean;

/** No bean, as nothing is annotated on it. */
public class Unused {
  @Bean
  public KStream<String, String> unused(StreamsBuilder builder) {
    KStream<String, String> unused = builder.stream("unused");
    unused.groupByKey().count();
    return unused;
  }
}
