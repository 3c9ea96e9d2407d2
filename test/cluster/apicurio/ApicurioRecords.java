import com.google.rpc.RequestInfo;
import com.google.type.Money;
import io.apicurio.registry.serde.avro.AvroKafkaSerializer;
import io.apicurio.registry.serde.jsonschema.JsonSchemaKafkaSerializer;
import io.apicurio.registry.serde.protobuf.ProtobufKafkaSerializer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serializer;

/** Prints, one a line, what Apicurio's own serializers write of a value each: name, topic, value, headers as name=value; bytes in Base64, fields split by tabs. */
public class ApicurioRecords {
  private static final String EIGHT_BYTES = "io.apicurio.registry.serde.DefaultIdHandler";

  private static String registry;

  public static void main(String[] args) {
    registry = args[0] + "/apis/registry/v2";
    Map<String, Map<String, Object>> modes = new TreeMap<>();
    modes.put("as usual", Map.of());
    for (String id : List.of("globalId", "contentId")) {
      modes.put(id + " in headers", config(id, "true", EIGHT_BYTES));
      modes.put(id + " of eight bytes", config(id, "false", EIGHT_BYTES));
    }
    // The ids of the registry's interface for Confluent's clients are those of contents.
    modes.put("contentId of four bytes", config("contentId", "false", "io.apicurio.registry.serde.Legacy4ByteIdHandler"));
    for (String mode : modes.keySet()) {
      write("avro, " + mode, new AvroKafkaSerializer<GenericRecord>(), modes.get(mode), "orders", order());
      write("protobuf, " + mode, new ProtobufKafkaSerializer<Money>(), modes.get(mode), "money",
          Money.newBuilder().setCurrencyCode("EUR").setUnits(12).setNanos(5).build());
      write("protobuf of several messages, " + mode, new ProtobufKafkaSerializer<RequestInfo>(), modes.get(mode), "requests",
          RequestInfo.newBuilder().setRequestId("r-1").setServingData("none").build());
      write("json, " + mode, new JsonSchemaKafkaSerializer<Map<String, Object>>(), modes.get(mode), "notes",
          Map.of("text", "hello"));
    }
  }

  private static Map<String, Object> config(String id, String headers, String handler) {
    return Map.of("apicurio.registry.use-id", id, "apicurio.registry.headers.enabled", headers, "apicurio.registry.id-handler", handler);
  }

  private static GenericRecord order() {
    Schema schema = new Schema.Parser().parse(
        "{\"type\":\"record\",\"name\":\"Order\",\"namespace\":\"shop\",\"fields\":[{\"name\":\"id\",\"type\":\"string\"},"
            + "{\"name\":\"cents\",\"type\":\"long\"},{\"name\":\"note\",\"type\":[\"null\",\"string\"],\"default\":null}]}");
    GenericRecord order = new GenericData.Record(schema);
    order.put("id", "o-1");
    order.put("cents", 1250L);
    order.put("note", "fragile");
    return order;
  }

  private static <T> void write(String name, Serializer<T> serializer, Map<String, Object> more, String topic, T value) {
    Map<String, Object> config = new HashMap<>(more);
    config.put("apicurio.registry.url", registry);
    if (!name.startsWith("json")) config.put("apicurio.registry.auto-register", "true");
    else config.put("apicurio.registry.find-latest", "true");
    try (serializer) {
      serializer.configure(config, false);
      RecordHeaders headers = new RecordHeaders();
      byte[] bytes = serializer.serialize(topic, headers, value);
      List<String> pairs = new ArrayList<>();
      for (Header header : headers) pairs.add(header.key() + "=" + base64(header.value()));
      System.out.println(String.join("\t", name, topic, base64(bytes), String.join(",", pairs)));
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
