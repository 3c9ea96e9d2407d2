package everystore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;

/**
 * One application with every kind of store; `EveryStore SETTINGS(JSON) OUTPUT`. Makes the topics, runs the application, feeds it, waits until all is
 * committed, and writes lines of JSON: the stores, what interactive queries answer, and the raw records of the stores' topics.
 */
public final class EveryStore {
  private static final String[] INPUTS = {"events", "reused", "global", "people", "cities", "left", "right", "walk"};
  private static final int PARTITIONS = 3;

  private EveryStore() {}

  public static void main(String[] args) throws Exception {
    JsonNode settings = new ObjectMapper().readTree(args[0]);
    String bootstrap = settings.get("bootstrap").asText();
    String application = settings.get("applicationId").asText();
    Thread.setDefaultUncaughtExceptionHandler((thread, error) -> {
      error.printStackTrace();
      Runtime.getRuntime().halt(1);
    });
    try (PrintStream out = new PrintStream(new FileOutputStream(args[1]), false, StandardCharsets.UTF_8);
        Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      List<NewTopic> topics = new ArrayList<>();
      for (String topic : INPUTS)
        topics.add(
            new NewTopic(topic, PARTITIONS, (short) 1)
                .configs(Map.of("retention.ms", "-1", "cleanup.policy", topic.equals("reused") || topic.equals("global") ? "compact" : "delete")));
      admin.createTopics(topics).all().get();

      Shapes shapes = new Shapes(application);
      Properties properties = properties(settings, bootstrap, application);
      StreamsBuilder builder = new StreamsBuilder();
      KStream<String, String> events = builder.stream("events", Consumed.with(Shapes.STRING, Shapes.STRING));
      DslStores.add(builder, events, shapes);
      PapiStores.add(builder, events, shapes);
      addOfNewerVersions(builder, events, shapes);
      Topology topology = builder.build(properties);
      List<String> buffers = shapes.all.stream().filter(shape -> shape.form().equals("suppress")).map(Shape::name).collect(Collectors.toList());
      topology.addSource("walk-source", new ByteArrayDeserializer(), new ByteArrayDeserializer(), "walk");
      topology.addProcessor("walker", () -> new Walker(buffers, out), "walk-source");
      topology.connectProcessorAndStateStores("walker", buffers.toArray(new String[0]));

      try (KafkaStreams streams = new KafkaStreams(topology, properties)) {
        streams.setUncaughtExceptionHandler(error -> {
          error.printStackTrace();
          Runtime.getRuntime().halt(1);
          return null;
        });
        streams.start();
        Driver.run(bootstrap, settings.get("seed").asLong(), settings.get("operations").asInt(), PARTITIONS);
        waitUntilCommitted(admin, application);
        walk(bootstrap);
        waitUntilCommitted(admin, application);

        for (Shape shape : shapes.all) Answers.write(out, shape.toJson());
        Answers answers = new Answers(streams, PARTITIONS, Driver.keys(PARTITIONS), out);
        for (Shape shape : shapes.all) answers.ask(shape);
        Set<String> logs = new LinkedHashSet<>();
        shapes.all.forEach(shape -> logs.add(shape.topic()));
        RawRecords.write(bootstrap, logs, out);
      }
      if (out.checkError()) throw new IllegalStateException("the answers could not be written");
    }
    System.out.println("done");
  }

  private static Properties properties(JsonNode settings, String bootstrap, String application) {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", bootstrap);
    properties.put("application.id", application);
    properties.put("application.server", "127.0.0.1:1"); // without one the library does not say where keys are
    properties.put("state.dir", settings.get("stateDirectory").asText());
    properties.put("commit.interval.ms", "200");
    properties.put("isolation.level", "read_committed");
    properties.put("auto.offset.reset", "earliest");
    properties.put("topology.optimization", "reuse.ktable.source.topics");
    properties.put("num.stream.threads", "1");
    properties.put("replication.factor", "1");
    properties.put("statestore.cache.max.bytes", "200000");
    settings.get("streams").fields().forEachRemaining(entry -> properties.put(entry.getKey(), entry.getValue().asText()));
    return properties;
  }

  /** Sources that older libraries do not compile are beside this one only where they do. */
  private static void addOfNewerVersions(StreamsBuilder builder, KStream<String, String> events, Shapes shapes) throws Exception {
    Class<?> newer;
    try {
      newer = Class.forName("everystore.HeaderStores");
    } catch (ClassNotFoundException notOfThisVersion) {
      return;
    }
    newer.getDeclaredMethod("add", StreamsBuilder.class, KStream.class, Shapes.class).invoke(null, builder, events, shapes);
  }

  private static void walk(String bootstrap) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(Map.of("bootstrap.servers", bootstrap), new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int partition = 0; partition < PARTITIONS; partition++) producer.send(new ProducerRecord<>("walk", partition, null, new byte[0])).get();
    }
    long stop = System.currentTimeMillis() + 60_000;
    while (Walker.DONE.size() < PARTITIONS) {
      if (System.currentTimeMillis() > stop) throw new IllegalStateException("the suppress buffers were not walked");
      Thread.sleep(50);
    }
  }

  /**
   * All of the input is committed, repartition topics but for markers of transactions, and nothing moves any more: neither what is committed nor
   * the ends of the application's own topics.
   */
  private static void waitUntilCommitted(Admin admin, String application) throws Exception {
    long stop = System.currentTimeMillis() + 180_000;
    Map<TopicPartition, Long> before = Map.of();
    int still = 0;
    while (still < 5) {
      if (System.currentTimeMillis() > stop) throw new IllegalStateException("the application did not catch up");
      Thread.sleep(300);
      Map<TopicPartition, Long> now = new HashMap<>();
      admin.listConsumerGroupOffsets(application).partitionsToOffsetAndMetadata().get().forEach((partition, offset) -> now.put(partition, offset.offset()));
      Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
      Set<String> topics = admin.listTopics().names().get();
      topics.removeIf(topic -> topic.startsWith("__") || topic.equals("global"));
      admin.describeTopics(topics).allTopicNames().get().values().forEach(topic ->
          topic.partitions().forEach(info -> asked.put(new TopicPartition(topic.name(), info.partition()), OffsetSpec.latest())));
      boolean caughtUp = true;
      var ends = admin.listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED)).all().get();
      for (var end : ends.entrySet()) {
        String topic = end.getKey().topic();
        long offset = end.getValue().offset();
        if (topic.startsWith(application)) now.put(new TopicPartition("end of " + topic, end.getKey().partition()), offset);
        boolean isRead = !topic.endsWith("-changelog");
        long slack = topic.startsWith(application) ? 2 : 0;
        if (isRead && offset > 0 && now.getOrDefault(end.getKey(), 0L) < offset - slack) caughtUp = false;
      }
      // As long as something moves it is only slow.
      if (!now.equals(before)) stop = System.currentTimeMillis() + 180_000;
      still = caughtUp && now.equals(before) ? still + 1 : 0;
      before = now;
    }
  }
}
