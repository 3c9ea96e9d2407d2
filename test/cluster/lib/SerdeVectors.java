import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.kstream.WindowedSerdes;
import org.apache.kafka.streams.kstream.internals.SessionWindow;
import org.apache.kafka.streams.kstream.internals.TimeWindow;

/** Prints, one a line, what Kafka's own serdes make of random values: serde, bytes, what the value is. Fields are split by tabs. */
public class SerdeVectors {
  private static final Random random = new Random(20260101);

  public static void main(String[] args) {
    int count = Integer.parseInt(args[0]);
    write("long", Serdes.Long(), count, SerdeVectors::someLong);
    write("integer", Serdes.Integer(), count, SerdeVectors::someInteger);
    write("short", Serdes.Short(), count, () -> (short) random.nextInt());
    write("double", Serdes.Double(), count, SerdeVectors::someDouble);
    write("float", Serdes.Float(), count, SerdeVectors::someFloat);
    write("boolean", Serdes.Boolean(), 20, random::nextBoolean);
    write("uuid", Serdes.UUID(), count, SerdeVectors::someUuid);
    write("string", Serdes.String(), count, SerdeVectors::someText);
    write("hex", Serdes.ByteArray(), count, () -> someBytes());
    list("string", Serdes.String(), count, SerdeVectors::someText);
    list("integer", Serdes.Integer(), count, SerdeVectors::someInteger);
    list("long", Serdes.Long(), count, SerdeVectors::someLong);
    list("short", Serdes.Short(), count, () -> (short) random.nextInt());
    list("double", Serdes.Double(), count, SerdeVectors::someDouble);
    list("float", Serdes.Float(), count, SerdeVectors::someFloat);
    list("uuid", Serdes.UUID(), count, SerdeVectors::someUuid);
    windows(count);
    partitions(count);
  }

  private static <T> void write(String name, Serde<T> serde, int count, Supplier<T> values) {
    for (int i = 0; i < count; i++) {
      T value = values.get();
      line(name, serde.serializer().serialize("t", value), text(value));
    }
  }

  private static <T> void list(String name, Serde<T> item, int count, Supplier<T> values) {
    Serde<List<T>> serde = Serdes.ListSerde(ArrayList.class, item);
    for (int i = 0; i < count; i++) {
      List<T> value = new ArrayList<>();
      StringBuilder texts = new StringBuilder();
      for (int n = random.nextInt(6); n > 0; n--) {
        T one = random.nextInt(4) == 0 ? null : values.get();
        value.add(one);
        texts.append(texts.length() == 0 ? "" : ",").append(one == null ? "null" : text(one));
      }
      line("list<" + name + ">", serde.serializer().serialize("t", value), texts.toString());
    }
  }

  private static void windows(int count) {
    Serde<Windowed<String>> time = WindowedSerdes.timeWindowedSerdeFrom(String.class, 10_000L);
    Serde<Windowed<String>> session = WindowedSerdes.sessionWindowedSerdeFrom(String.class);
    for (int i = 0; i < count; i++) {
      String key = someText();
      long start = Math.abs(random.nextLong() >>> 22);
      byte[] bytes = time.serializer().serialize("t", new Windowed<>(key, new TimeWindow(start, start + 10_000)));
      line("timeWindow", bytes, text(key) + "," + start + "," + (start + 10_000));
      long end = start + random.nextInt(100_000);
      bytes = session.serializer().serialize("t", new Windowed<>(key, new SessionWindow(start, end)));
      line("sessionWindow", bytes, text(key) + "," + start + "," + end);
    }
  }

  private static void partitions(int count) {
    for (int i = 0; i < count; i++) {
      byte[] key = someBytes();
      int n = 1 + random.nextInt(200);
      line("partition", key, Utils.murmur2(key) + "," + n + "," + BuiltInPartitioner.partitionForKey(key, n));
    }
  }

  private static void line(String name, byte[] bytes, String value) {
    System.out.println(name + "\t" + Base64.getEncoder().encodeToString(bytes) + "\t" + value);
  }

  /** Texts as the hexadecimal digits of their UTF-16, so that no serde's own bytes say what they should be. */
  private static String text(Object value) {
    if (value instanceof byte[] bytes) {
      StringBuilder digits = new StringBuilder();
      for (byte one : bytes) digits.append(String.format("%02x", one));
      return digits.toString();
    }
    if (!(value instanceof String)) return value.toString();
    StringBuilder digits = new StringBuilder("u");
    for (char c : ((String) value).toCharArray()) digits.append(String.format("%04x", (int) c));
    return digits.toString();
  }

  private static long someLong() {
    long[] edges = {0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 53, (1L << 53) + 1, -(1L << 53) - 1};
    return random.nextInt(5) == 0 ? edges[random.nextInt(edges.length)] : random.nextLong() >> random.nextInt(64);
  }

  private static int someInteger() {
    return random.nextInt() >> random.nextInt(32);
  }

  private static double someDouble() {
    double[] edges = {0.0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MIN_VALUE, Double.MAX_VALUE};
    return random.nextInt(5) == 0 ? edges[random.nextInt(edges.length)] : Double.longBitsToDouble(random.nextLong());
  }

  private static float someFloat() {
    float[] edges = {0f, -0f, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.MIN_VALUE, Float.MAX_VALUE, 1.1f};
    return random.nextInt(5) == 0 ? edges[random.nextInt(edges.length)] : Float.intBitsToFloat(random.nextInt());
  }

  private static UUID someUuid() {
    return new UUID(random.nextLong(), random.nextLong());
  }

  private static byte[] someBytes() {
    byte[] bytes = new byte[random.nextInt(30)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static String someText() {
    int length = random.nextInt(12);
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      int point = random.nextInt(3) == 0 ? random.nextInt(0x10ffff) : random.nextInt(128);
      if (point < 0xd800 || point > 0xdfff) text.appendCodePoint(point);
    }
    // The list's own deserializer cannot read an empty item at its end.
    return text.length() == 0 ? new String("x".getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8) : text.toString();
  }
}
