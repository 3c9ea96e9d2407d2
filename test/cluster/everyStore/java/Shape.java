package everystore;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;

/** What a store is. `form` says how its interactive queries are asked (see Answers); the rest is for who reads its changelog. */
record Shape(
    String name, String kind, String form, String topic, Coded key, Coded value, Long retentionMs, Long sizeMs, List<String> sources, boolean keyedByInput, boolean cached) {

  /** A serde and the name it has in the answers. */
  record Coded(String name, Serde<?> serde) {}

  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", "store");
    json.put("name", name);
    json.put("kind", kind);
    json.put("form", form);
    json.put("topic", topic);
    json.put("keySerde", key.name());
    json.put("valueSerde", value.name());
    json.put("retentionMs", retentionMs);
    json.put("windowSizeMs", sizeMs);
    json.put("timeFirst", name.equals("on-close"));
    json.put("sourceTopics", sources);
    json.put("keyedByInput", keyedByInput);
    json.put("cached", cached);
    return json;
  }
}
