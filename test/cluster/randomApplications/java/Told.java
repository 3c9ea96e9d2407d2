package everystore;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.internals.LeftOrRightValueSerde;
import org.apache.kafka.streams.state.internals.TimestampedKeyAndJoinSideSerde;

/** Writes down what a running application is and has. */
final class Told {
  private final Topology topology;
  private final KafkaStreams streams;
  private final Inputs inputs;
  private final PrintStream out;

  Told(Topology topology, KafkaStreams streams, Inputs inputs, PrintStream out) {
    this.topology = topology;
    this.streams = streams;
    this.inputs = inputs;
    this.out = out;
  }

  void write(JsonNode application) throws Exception {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("type", "topology");
    line.put("subtopologies", Internals.subtopologies(topology));
    line.put("stores", RandomApplications.storesOf(topology));
    line.put("describe", topology.describe().toString());
    Answers.write(out, line);
    for (JsonNode store : application.get("stores")) {
      String name = nameOf(store.get("name").asText());
      Shape shape = shapeOf(store, name, topicOf(application.get("id").asText(), name, store));
      Map<String, Object> json = shape.toJson();
      json.put("timeFirst", store.get("timeFirst").asBoolean());
      Answers.write(out, json);
      Map<Integer, StateStore> parts = shape.form().equals("global") ? Map.of() : Internals.storeOf(streams, name);
      if (shape.form().equals("suppress"))
        for (Map.Entry<Integer, StateStore> part : parts.entrySet()) Walker.walk(name, part.getKey(), part.getValue(), out);
      else new Answers(streams, parts.size(), inputs.keys(store.get("keySerde").asText()), out).ask(shape);
    }
  }

  /** A name that ends with a star is one that the library made up. */
  private String nameOf(String name) throws Exception {
    if (!name.contains("*")) return name;
    String[] ends = name.split("\\*", 2);
    List<String> found = new ArrayList<>(RandomApplications.storesOf(topology));
    found.removeIf(one -> !one.startsWith(ends[0]) || !one.endsWith(ends[1]));
    if (found.size() != 1) throw new IllegalStateException(name + ": " + found);
    return found.get(0);
  }

  /** Its changelog; else the topic of the user that is restored from; empty: none. */
  private String topicOf(String id, String name, JsonNode store) throws Exception {
    String changelog = id + "-" + name + "-changelog";
    String source = store.get("sourceTopic").isNull() ? "" : store.get("sourceTopic").asText();
    if (store.get("form").asText().equals("global")) return source;
    for (Object one : Internals.subtopologies(topology)) {
      Object changelogs = ((Map<?, ?>) one).get("changelogs");
      if (((java.util.Set<?>) changelogs).contains(changelog)) return changelog;
      if (((java.util.Set<?>) changelogs).contains(source)) return source;
    }
    return "";
  }

  private static Shape shapeOf(JsonNode store, String name, String topic) {
    List<String> sources = new ArrayList<>();
    Long retention = store.get("retentionMs").isNull() ? null : store.get("retentionMs").asLong();
    Long size = store.get("windowSizeMs").isNull() ? null : store.get("windowSizeMs").asLong();
    return new Shape(
        name,
        store.get("kind").asText(),
        store.get("form").asText(),
        topic,
        codedOf(store.get("keySerde").asText()),
        codedOf(store.get("valueSerde").asText()),
        retention,
        size,
        sources,
        store.get("keyedByInput").asBoolean(),
        false);
  }

  /** Of keys and values that are lists of sides, and of windowed keys, the library's own serdes around the inner one. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  static Shape.Coded codedOf(String name) {
    int at = name.indexOf('<');
    Serde inner = at < 0 || name.startsWith("list") ? null : codedOf(name.substring(at + 1, name.length() - 1)).serde();
    return new Shape.Coded(
        name,
        switch (at < 0 ? name : name.substring(0, at)) {
          case "string", "json" -> Shapes.STRING;
          case "long" -> Shapes.LONG.serde();
          case "integer" -> Shapes.INTEGER.serde();
          case "double" -> Shapes.DOUBLE.serde();
          case "uuid" -> Shapes.ID.serde();
          case "boolean" -> Shapes.BOOLEAN.serde();
          case "bytes" -> Shapes.BYTES.serde();
          case "list" -> Shapes.TEXTS.serde();
          case "timeWindowed", "sessionWindowed" -> inner;
          case "timestampedKeyAndJoinSide" -> new TimestampedKeyAndJoinSideSerde<>(inner);
          case "leftOrRight" -> new LeftOrRightValueSerde<>(inner, inner);
          default -> throw new IllegalArgumentException(name);
        });
  }
}
