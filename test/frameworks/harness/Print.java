import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.Topology;

/** One line for each topology of a running application: what the library makes of it. */
public class Print {
  public static void topology(Topology topology, Map<?, ?> configuration) throws Exception {
    Properties properties = new Properties();
    properties.putAll(configuration);
    properties.put("bootstrap.servers", "localhost:1");
    Map<String, Object> answer = new LinkedHashMap<>();
    Oracle.app = properties.getProperty("application.id");
    answer.put("status", "ok");
    answer.put("applicationId", Oracle.app);
    Oracle.describe(answer, topology, properties);
    System.out.println("TOPOLOGY " + Oracle.Json.write(answer, 0).replace("\n", " "));
  }
}
