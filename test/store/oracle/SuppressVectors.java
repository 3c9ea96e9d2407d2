import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Suppressed;
import org.apache.kafka.streams.kstream.Suppressed.BufferConfig;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.test.ConsumerRecordFactory;

/** Prints what suppress buffers of an old library (2.1 to 2.4, by the class path) write to their changelogs; one record a line, fields split by
 *  tabs: key, value, headers, and of the input that made it: key, timestamp, count so far. Run by makeSuppressVectors.mjs. */
public class SuppressVectors {
  public static void main(String[] args) {
    StreamsBuilder builder = new StreamsBuilder();
    builder
        .stream("in", Consumed.with(Serdes.String(), Serdes.String()))
        .groupByKey()
        .windowedBy(TimeWindows.of(Duration.ofSeconds(10)).grace(Duration.ofSeconds(50)))
        .count()
        .suppress(Suppressed.untilWindowCloses(BufferConfig.unbounded()).withName("supp"))
        .toStream()
        .foreach((key, value) -> {});
    Properties config = new Properties();
    config.put("application.id", "app");
    config.put("bootstrap.servers", "none:1");
    config.put("default.key.serde", Serdes.StringSerde.class.getName());
    config.put("default.value.serde", Serdes.StringSerde.class.getName());
    config.put("state.dir", args[0]);
    TopologyTestDriver driver = new TopologyTestDriver(builder.build(), config, 0L);
    ConsumerRecordFactory<String, String> inputs = new ConsumerRecordFactory<>("in", new StringSerializer(), new StringSerializer());
    Map<String, Integer> counts = new HashMap<>();
    String[] keys = {"alice", "bob", "alice", "alice", "bob", "carol"};
    for (int i = 0; i < keys.length; i++) {
      long timestamp = 1_600_000_000_000L + 3_000L * i;
      RecordHeaders headers = new RecordHeaders();
      if (i % 2 == 1) headers.add("trace", new byte[] {(byte) ('a' + i)});
      driver.pipeInput(inputs.create("in", keys[i], "v", headers, timestamp));
      long start = timestamp - timestamp % 10_000;
      int count = counts.merge(keys[i] + start, 1, Integer::sum);
      for (String topic : new String[] {"app-supp-changelog", "app-supp-store-changelog"}) {
        ProducerRecord<byte[], byte[]> record;
        while ((record = driver.readOutput(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())) != null)
          System.out.println(
              String.join("\t", text(record.key()), text(record.value()), text(record.headers()), keys[i], "" + timestamp, "" + count));
      }
    }
    driver.close();
  }

  private static String text(byte[] bytes) {
    return bytes == null ? "-" : Base64.getEncoder().encodeToString(bytes);
  }

  private static String text(Iterable<Header> headers) {
    StringBuilder texts = new StringBuilder();
    for (Header header : headers) texts.append(header.key()).append('=').append(text(header.value())).append(' ');
    return texts.toString().trim();
  }
}
