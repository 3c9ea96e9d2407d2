import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;
import shop.Application;

public class Main {
  public static void main(String[] args) throws Exception {
    var context = new SpringApplicationBuilder(Application.class).run("--spring.kafka.streams.auto-startup=false");
    for (StreamsBuilderFactoryBean factory : context.getBeansOfType(StreamsBuilderFactoryBean.class).values())
      Print.topology(factory.getTopology(), factory.getStreamsConfiguration());
    System.exit(0);
  }
}
