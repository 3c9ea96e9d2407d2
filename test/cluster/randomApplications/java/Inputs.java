package everystore;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;

/** Fills the input topics: the same for the same seed, but for the time it begins at. */
final class Inputs {
  private static final int KEYS = 30;
  private static final String[] ODD_KEYS = {"", "é", "a", "ab", "ab-1", "\ud83d\ude00", "\"quoted\"", "line\nend", "0123456789ab", "1234567890123456", "abcdefghijklmnopqrst"};
  private static final int CITIES = 8;

  private final String bootstrap;
  private final long seed;
  private final int records;

  Inputs(String bootstrap, long seed, int records) {
    this.bootstrap = bootstrap;
    this.seed = seed;
    this.records = records;
  }

  void fill(JsonNode inputs) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(Map.of("bootstrap.servers", bootstrap, "linger.ms", "5"), new ByteArraySerializer(), new ByteArraySerializer())) {
      long begin = System.currentTimeMillis() - 3 * 3_600_000L;
      long step = 2 * 3_600_000L / records;
      int number = 0;
      for (JsonNode input : inputs) {
        Random random = new Random(seed * 1000 + number++);
        int count = input.has("records") ? input.get("records").asInt() : records;
        for (int at = 0; at < count; at++) producer.send(next(input, random, begin + step * at, at));
      }
    }
  }

  private ProducerRecord<byte[], byte[]> next(JsonNode input, Random random, long time, int at) {
    long late = random.nextInt(10) == 0 ? random.nextInt(1_800_000) : random.nextInt(5) == 0 ? random.nextInt(60_000) : 0;
    String topic = input.get("topic").asText();
    String form = input.get("form").asText();
    List<Object> keys = form.equals("cities") ? cities() : keys(input.get("key").asText());
    Object key = keys.get(random.nextInt(keys.size()));
    boolean gone = random.nextInt(10) == 0;
    Object value = gone ? null : form.equals("people") ? "c" + random.nextInt(CITIES) + "|" + at : value(input.get("value").asText(), random, at);
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, null, time - late, bytes(input.get("key").asText(), topic, key), bytes(input.get("value").asText(), topic, value));
    if (random.nextInt(3) == 0) record.headers().add("trace", ("t" + at).getBytes(StandardCharsets.UTF_8));
    return record;
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static byte[] bytes(String serde, String topic, Object value) {
    return ((Serde) Told.codedOf(serde).serde()).serializer().serialize(topic, value);
  }

  private static List<Object> cities() {
    List<Object> keys = new ArrayList<>();
    for (int i = 0; i < CITIES; i++) keys.add("c" + i);
    return keys;
  }

  /** Every key that inputs of the serde may have. */
  List<Object> keys(String serde) {
    List<Object> keys = new ArrayList<>();
    if (serde.equals("string")) keys.addAll(List.of(ODD_KEYS));
    for (int i = 0; i < KEYS; i++)
      switch (serde) {
        case "string" -> keys.add("k" + i);
        case "long" -> keys.add(i % 3 == 0 ? (long) i - 5 : i % 3 == 1 ? 1_700_000_000_000L + i * 86_400_000L : Long.MAX_VALUE / (i + 1));
        case "integer" -> keys.add(i % 2 == 0 ? i - 4 : i * 71_000_001);
        case "uuid" -> keys.add(UUID.nameUUIDFromBytes(new byte[] {(byte) i}));
        default -> {}
      }
    return keys;
  }

  private static Object value(String serde, Random random, int at) {
    return switch (serde) {
      case "string" -> random.nextInt(40) == 0 ? "" : "v" + at;
      case "json" -> "{\"at\":" + at + ",\"of\":\"" + random.nextInt(9) + "\"}";
      case "long" -> random.nextInt(3) == 0 ? random.nextLong() : (long) at;
      case "integer" -> random.nextInt(1000);
      case "double" -> random.nextInt(1000) / 8.0;
      default -> throw new IllegalArgumentException(serde);
    };
  }
}
