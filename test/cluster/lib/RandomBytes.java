import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.Random;
import java.util.zip.CRC32;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** RandomBytes BOOTSTRAP TOPIC COUNT SEED: records whose keys and values are random, nearly right, cut short, huge, empty or null; into the first
 *  partition, in their order. The header `sum` is the CRC-32 of key and value, so that a reader can tell whether it got what was written. */
public final class RandomBytes {
  public static void main(String[] args) throws Exception {
    Random random = new Random(Long.parseLong(args[3]));
    Properties properties = new Properties();
    properties.put("bootstrap.servers", args[0]);
    properties.put("linger.ms", "20");
    properties.put("compression.type", "lz4");
    try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int i = 0; i < Integer.parseInt(args[2]); i++) {
        byte[] key = bytes(random);
        byte[] value = bytes(random);
        CRC32 sum = new CRC32();
        if (key != null) sum.update(key);
        if (value != null) sum.update(value);
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(args[1], 0, key, value);
        record.headers().add("sum", ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
        // Markers that formats look for, also where they do not belong.
        if (random.nextInt(4) == 0) record.headers().add("v", new byte[] {(byte) random.nextInt(5)});
        producer.send(record);
      }
      producer.flush();
    }
  }

  private static byte[] bytes(Random random) {
    switch (random.nextInt(12)) {
      case 0:
        return null;
      case 1:
        return new byte[0];
      case 2: // A schema registry's magic byte and an id
        return ByteBuffer.allocate(5 + 20).put((byte) 0).putInt(random.nextInt(50)).put(some(random, 20)).array();
      case 3: // A list that says it is long
        return ByteBuffer.allocate(5 + 8).put((byte) random.nextInt(2)).putInt(random.nextInt()).put(some(random, 8)).array();
      case 4: // A window's key, with any time
        return ByteBuffer.allocate(4 + 12).put(some(random, 4)).putLong(random.nextLong()).putInt(random.nextInt()).array();
      case 5: // A session's key
        return ByteBuffer.allocate(2 + 16).put(some(random, 2)).putLong(random.nextLong()).putLong(random.nextLong()).array();
      case 6: // A suppress buffer's start, with lengths out of all bounds
        return ByteBuffer.allocate(28).putLong(random.nextLong()).putLong(random.nextLong()).putInt(random.nextInt()).putLong(random.nextLong()).array();
      case 7:
        return deep(random.nextInt(3000)).getBytes(StandardCharsets.UTF_8);
      case 8:
        return "\u202e<img src=x onerror=alert(1)>\u0000\u001b[2J\ud83d\ude00".getBytes(StandardCharsets.UTF_8);
      case 9:
        return some(random, random.nextInt(2000) == 0 ? 400_000 : 1 + random.nextInt(9));
      default:
        return some(random, random.nextInt(60));
    }
  }

  private static byte[] some(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /** JSON that nests, cut off half way for every second depth. */
  private static String deep(int depth) {
    return "[".repeat(depth) + (depth % 2 == 0 ? "]".repeat(depth) : "");
  }
}
