import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Produce BOOTSTRAP TOPIC PARTITION CODEC COUNT [TRANSACTIONS]: keys `k<i>`, values `v<i>` and a header `h`; every tenth value is null.
 *  With TRANSACTIONS: that many transactions of COUNT records each, every second one aborted; keys `t<transaction>-<i>`. */
public final class Produce {
    public static void main(String[] args) throws Exception {
        int partition = Integer.parseInt(args[2]);
        int count = Integer.parseInt(args[4]);
        int transactions = args.length > 5 ? Integer.parseInt(args[5]) : 0;
        Properties properties = new Properties();
        properties.put("bootstrap.servers", args[0]);
        properties.put("compression.type", args[3]);
        properties.put("linger.ms", "20");
        properties.put("batch.size", "65536");
        if (transactions > 0) properties.put("transactional.id", "produce-" + args[1]);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            if (transactions == 0) {
                for (int i = 0; i < count; i++) send(producer, args[1], partition, "k" + i, i % 10 == 9 ? null : "v" + i, 1_700_000_000_000L + i);
            } else {
                producer.initTransactions();
                for (int t = 0; t < transactions; t++) {
                    producer.beginTransaction();
                    for (int i = 0; i < count; i++) send(producer, args[1], partition, "t" + t + "-" + i, "v" + i, 1_700_000_000_000L + i);
                    producer.flush();
                    if (t % 2 == 0) producer.commitTransaction();
                    else producer.abortTransaction();
                }
            }
            producer.flush();
        }
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, String topic, int partition, String key, String value, long timestamp) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, partition, timestamp, bytes(key), value == null ? null : bytes(value));
        record.headers().add("h", bytes("x"));
        producer.send(record);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Produce() {
    }
}
