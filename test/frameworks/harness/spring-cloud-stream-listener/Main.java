import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;
import shop.Application;

public class Main {
  public static void main(String[] args) throws Exception {
    // There is no broker: topics are not made, and the streams that are started wait for one.
    var context =
        new SpringApplicationBuilder(Application.class)
            .run("--spring.cloud.stream.kafka.binder.autoCreateTopics=false", "--spring.cloud.stream.kafka.streams.binder.autoCreateTopics=false");
    for (StreamsBuilderFactoryBean factory : context.getBeansOfType(StreamsBuilderFactoryBean.class).values())
      Print.topology(factory.getTopology(), factory.getStreamsConfiguration());
    Runtime.getRuntime().halt(0);
  }
}
