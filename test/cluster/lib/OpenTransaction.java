import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** OpenTransaction BOOTSTRAP TRANSACTIONAL_ID TIMEOUT_MS COUNT TOPIC PARTITION [TOPIC PARTITION]...: begins a transaction, writes COUNT records to each
 *  partition, says {@code open}, and dies at the end of its input without ending the transaction. */
public final class OpenTransaction {
    public static void main(String[] args) throws Exception {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", args[0]);
        properties.put("transactional.id", args[1]);
        properties.put("transaction.timeout.ms", args[2]);
        KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
        producer.beginTransaction();
        for (int i = 0; i < Integer.parseInt(args[3]); i++)
            for (int at = 4; at < args.length; at += 2)
                producer.send(new ProducerRecord<>(args[at], Integer.parseInt(args[at + 1]), bytes("k" + i), bytes("open"))).get();
        System.out.println("open");
        while (System.in.read() >= 0) continue;
        Runtime.getRuntime().halt(0);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private OpenTransaction() {
    }
}
