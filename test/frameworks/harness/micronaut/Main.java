import io.micronaut.configuration.kafka.streams.ConfiguredStreamBuilder;
import io.micronaut.context.ApplicationContext;
import org.apache.kafka.streams.kstream.KStream;

public class Main {
  public static void main(String[] args) throws Exception {
    ApplicationContext context = ApplicationContext.run();
    ConfiguredStreamBuilder builder = context.getBean(ConfiguredStreamBuilder.class);
    context.getBeansOfType(KStream.class);
    Print.topology(builder.build(builder.getConfiguration()), builder.getConfiguration());
    Runtime.getRuntime().halt(0);
  }
}
