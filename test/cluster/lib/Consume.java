import java.io.BufferedWriter;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Consume BOOTSTRAP ISOLATION TOPIC...: partition 0 of each from its beginning to its end, without a group: a line `TOPIC OFFSET TIMESTAMP KEY VALUE
 *  [HEADER=VALUE]...` for each record, in hexadecimal digits, null as `-`; then a line `TOPIC end OFFSET`. */
public final class Consume {
    public static void main(String[] args) {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", args[0]);
        properties.put("isolation.level", args[1]);
        properties.put("enable.auto.commit", "false");
        PrintWriter out = new PrintWriter(new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8)));
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            for (int i = 2; i < args.length; i++) {
                TopicPartition partition = new TopicPartition(args[i], 0);
                consumer.assign(List.of(partition));
                consumer.seekToBeginning(List.of(partition));
                long end = consumer.endOffsets(List.of(partition)).get(partition);
                while (consumer.position(partition) < end)
                    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) print(out, record);
                out.print(args[i] + " end " + end + "\n");
            }
        }
        out.flush();
    }

    private static void print(PrintWriter out, ConsumerRecord<byte[], byte[]> record) {
        out.print(record.topic() + " " + record.offset() + " " + record.timestamp() + " " + hex(record.key()) + " " + hex(record.value()));
        for (Header header : record.headers()) out.print(" " + hex(header.key().getBytes(StandardCharsets.UTF_8)) + "=" + hex(header.value()));
        out.print("\n");
    }

    private static String hex(byte[] bytes) {
        return bytes == null ? "-" : HexFormat.of().formatHex(bytes);
    }

    private Consume() {
    }
}
