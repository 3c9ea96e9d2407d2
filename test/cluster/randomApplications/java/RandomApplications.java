package everystore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;

/**
 * Many applications in one process: `RandomApplications SETTINGS(file)`. Makes and fills their topics, runs them, waits until all is committed,
 * writes for each what it is and what its interactive queries answer, and says `ready`. Then it obeys lines: `dump FILE` writes what the admin
 * client tells of the cluster, `stop ID` closes an application, and others are as in Orders; the end of the input closes all.
 */
public final class RandomApplications {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RandomApplications() {}

  public static void main(String[] args) throws Exception {
    JsonNode settings = JSON.readTree(new File(args[0]));
    String bootstrap = settings.get("bootstrap").asText();
    Thread.setDefaultUncaughtExceptionHandler((thread, error) -> fail(error));
    Map<String, KafkaStreams> running = new LinkedHashMap<>();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      List<NewTopic> topics = new ArrayList<>();
      for (JsonNode input : settings.get("inputs")) {
        Map<String, String> configs = new HashMap<>(Map.of("retention.ms", "-1"));
        input.get("configs").fields().forEachRemaining(entry -> configs.put(entry.getKey(), entry.getValue().asText()));
        topics.add(new NewTopic(input.get("topic").asText(), input.get("partitions").asInt(), (short) 1).configs(configs));
      }
      admin.createTopics(topics).all().get();
      Inputs inputs = new Inputs(bootstrap, settings.get("seed").asLong(), settings.get("records").asInt());
      inputs.fill(settings.get("inputs"));

      Map<String, Topology> topologies = new HashMap<>();
      for (JsonNode application : settings.get("applications")) start(application, settings, bootstrap, topologies, running);
      new Rest(admin, bootstrap).await(running, topologies);
      for (JsonNode application : settings.get("applications")) {
        String id = application.get("id").asText();
        try (PrintStream out = new PrintStream(new FileOutputStream(application.get("output").asText()), false, StandardCharsets.UTF_8)) {
          new Told(topologies.get(id), running.get(id), inputs, out).write(application);
          if (out.checkError()) throw new IllegalStateException("the answers could not be written");
        }
      }
      System.out.println("ready");
      obey(admin, bootstrap, running);
      // One of them may sleep for ever.
      for (KafkaStreams streams : running.values()) streams.close(java.time.Duration.ofMillis(500));
      Runtime.getRuntime().halt(0);
    }
  }

  private static void start(
      JsonNode application, JsonNode settings, String bootstrap, Map<String, Topology> topologies, Map<String, KafkaStreams> running) throws Exception {
    String id = application.get("id").asText();
    Topology topology = (Topology) Class.forName(application.get("className").asText()).getDeclaredMethod("topology").invoke(null);
    Properties properties = new Properties();
    properties.put("bootstrap.servers", bootstrap);
    properties.put("application.id", id);
    properties.put("state.dir", settings.get("stateDirectory").asText());
    properties.put("commit.interval.ms", "200");
    properties.put("repartition.purge.interval.ms", "200");
    properties.put("auto.offset.reset", "earliest");
    properties.put("replication.factor", "1");
    application.get("properties").fields().forEachRemaining(entry -> properties.put(entry.getKey(), entry.getValue().asText()));
    KafkaStreams streams = new KafkaStreams(topology, properties);
    streams.setUncaughtExceptionHandler(error -> {
      System.err.println("application " + id);
      fail(error);
      return null;
    });
    topologies.put(id, topology);
    running.put(id, streams);
    streams.start();
  }

  private static void fail(Throwable error) {
    error.printStackTrace();
    Runtime.getRuntime().halt(1);
  }

  private static void obey(Admin admin, String bootstrap, Map<String, KafkaStreams> running) throws Exception {
    BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line; (line = orders.readLine()) != null; ) {
      String[] words = line.split(" ", 2);
      switch (words[0]) {
        case "dump" -> Dump.write(admin, running.keySet(), new File(words[1]));
        case "alter" -> Orders.alter(admin, words[1].split(" "));
        case "delete" -> admin.deleteTopics(List.of(words[1])).all().get();
        case "write" -> new Orders(bootstrap).write(words[1].split(" "));
        case "open" -> new Orders(bootstrap).open(words[1]);
        case "stop" -> running.remove(words[1]).close(new KafkaStreams.CloseOptions().leaveGroup(true));
        default -> throw new IllegalArgumentException(line);
      }
      System.out.println("done");
    }
  }

  /** Names of the stores that the topology has, by the library. */
  static Set<String> storesOf(Topology topology) throws Exception {
    return new HashSet<>(Internals.builderOf(topology).allStateStoreNames());
  }
}
