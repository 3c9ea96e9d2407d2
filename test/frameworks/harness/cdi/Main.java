import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import shop.TopologyProducer;

public class Main {
  public static void main(String[] args) throws Exception {
    try (var container = SeContainerInitializer.newInstance().initialize()) {
      var id = ConfigProvider.getConfig().getValue("quarkus.kafka-streams.application-id", String.class);
      Print.topology(container.select(TopologyProducer.class).get().topology(), Map.of("application.id", id));
    }
  }
}
